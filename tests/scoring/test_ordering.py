"""Is each learner's order of options stable, fair, and never the answer?"""

import json
from collections import Counter
from pathlib import Path

import pytest
from reference_order import seeded_order

from nbcare.questions.seeded_hash import fnv1a

VECTORS = json.loads((Path(__file__).parents[1] / "data" / "order-vectors.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "value"), [("", 0x811C9DC5), ("a", 0xE40C292C), ("foobar", 0xBF9CF968)])
def test_hash_is_fnv1a(text, value):
    """Does the hash agree with the values its authors publish?"""
    assert fnv1a(text) == value


@pytest.mark.parametrize("vector", VECTORS)
def test_order_vector(vector):
    """Would a learner who comes back see another order?"""
    assert seeded_order(vector["seed"], vector["item"], vector["ids"], vector.get("never")) == vector["order"]


def test_written_order_does_not_matter():
    """Does moving an option in the bank leave the learner's order alone?"""
    assert seeded_order("s", "x-q01", "dcba") == seeded_order("s", "x-q01", "abcd")


def test_every_option_leads_about_equally_often():
    """Is some option usually first, which learners would soon notice?"""
    first = Counter(seeded_order(f"{seed:08x}", "x-q01", "abcd")[0] for seed in range(4000))
    assert all(850 < count < 1150 for count in first.values()) and len(first) == 4


def test_every_order_occurs():
    """Are only some of the orders ever shown?"""
    assert len({tuple(seeded_order(f"{seed:08x}", "x-q01", "abcd")) for seed in range(2000)}) == 24


def test_never_starts_at_the_key():
    """Could an order item be right before it is touched?"""
    for seed in range(200):
        plain = seeded_order(f"{seed}", "x-q05", "abc")
        assert seeded_order(f"{seed}", "x-q05", "abc", never=plain) == plain[1:] + plain[:1]
