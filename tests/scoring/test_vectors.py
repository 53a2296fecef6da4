"""Do the scores agree with the published and the worked-out examples?"""

import pytest
import scoring_vectors

from nbcare.content import bank_rules
from nbcare.questions import scoring

ITEMS, VECTORS = scoring_vectors.read()

NGN = [
    "MC1",
    "MC2",
    "MC3",
    "SA1",
    "SA2",
    "SA3",
    "SA4",
    "SA6",
    "SA7",
    "SA9",
    "SA10",
    "SA11",
    "SN1",
    "SN3",
    "SN4",
    "GR1",
    "GR3",
    "XC1",
    "XC3",
    "XR1",
    "XR2",
    "XR8",
    "DC1",
    "DC2",
    "DT1",
    "RD1",
    "RD2",
    "RD3",
    "RT1",
    "RT2",
    "RT3",
    "RT5",
    "HL1",
    "HL2",
    "BT1",
    "BT3",
    "OR1",
]


@pytest.mark.parametrize("vector", VECTORS, ids=[each["id"] for each in VECTORS])
def test_vector_scores_as_written(vector):
    """Does this response earn exactly what its vector says?"""
    score = scoring.score(ITEMS[vector["item"]], vector["response"])
    assert (score.points, score.max, score.status) == (vector["points"], vector["max"], vector["status"])
    assert bool(score.problem) == (vector["status"] == "invalid")


def test_every_ngn_vector_is_in_the_file():
    """Has a published vector been dropped?"""
    assert set(NGN) <= {each["id"] for each in VECTORS}


def test_every_kind_has_vectors():
    """Is there a kind that no vector tries?"""
    assert {ITEMS[each["item"]]["kind"] for each in VECTORS} == set(scoring.KINDS)


@pytest.mark.parametrize("name", ITEMS)
def test_vector_items_are_sound(name):
    """Is a vector's item itself free of mistakes?"""
    item = {**ITEMS[name], "id": "v-q01"}
    assert list(bank_rules.findings(item)) == "".split()
