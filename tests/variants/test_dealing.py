"""Does each learner get one variant, the same each time, with nothing of the others and nothing of the key?"""

import json
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from dose_item import BODY_SURFACE, DAY, complete
from hypothesis import given
from hypothesis import strategies as st

from nbcare.content import evidence, learner_view
from nbcare.questions import plain_text
from nbcare.questions.scoring import problem, score
from nbcare.questions.variants import dealing

VECTORS = json.loads((Path(__file__).parents[1] / "data" / "variant-vectors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def facts(root):
    """The course's evidence."""
    return evidence.load(root)


@pytest.fixture
def graded(facts):
    """What stands of a graded dose item in questions.json."""
    return learner_view.public(complete(BODY_SURFACE), facts, evidence.References())


@pytest.fixture
def practice(facts):
    """What stands of a practice dose item in questions.json."""
    return learner_view.practice(complete(BODY_SURFACE) | {"use": "practice"}, facts, evidence.References())


@pytest.mark.parametrize("vector", VECTORS, ids=lambda each: each["seed"])
def test_seed_deals_the_variant_of_the_vectors(vector):
    """Is the variant of a seed always the same, here and in the page?"""
    assert dealing.chosen(vector["seed"], vector["item"], vector["ids"]) == vector["chosen"]


def test_variants_are_dealt_about_equally_often():
    """Is no variant the one that half of a class gets?"""
    ids = [each["id"] for each in complete(DAY)["variants"]]
    chance = Random("nbcare")
    dealt = Counter(dealing.chosen(f"{chance.getrandbits(128):032x}", "x-q02", ids) for _ in range(2800))
    assert len(dealt) == len(ids) and max(dealt.values()) < 2 * min(dealt.values())


def test_one_variant_more_moves_few_learners():
    """Does a class keep its numbers when an author adds a combination?"""
    ids = [each["id"] for each in complete(DAY)["variants"]]
    moved = sum(
        dealing.chosen(f"{n:032x}", "x-q02", ids) != dealing.chosen(f"{n:032x}", "x-q02", [*ids, "v0123456789"])
        for n in range(500)
    )
    assert 0 < moved < 100


def test_pre_question_and_question_ask_the_same_numbers(graded):
    """Can the first guess be compared with the later answer?"""
    before = graded | {"id": "x-q01-before"}
    for seed in ("a", "b", "c", "d"):
        assert dealing.dealt(before, seed)["variant"] == dealing.dealt(graded, seed)["variant"]


def test_graded_question_tells_neither_key_nor_formula_nor_unit(graded):
    """Does what a learner can read hold the numbers to count with, and nothing that answers?"""
    text = json.dumps(graded, ensure_ascii=False)
    assert {"formula", "limits", "tolerance", "why", "key", "unit", "where", "combinations", "parameters"}.isdisjoint(
        graded
    )
    for secret in ("sqrt", "0.61", "0.76", "0.9", "worked", '"key"', "3600"):
        assert secret not in text
    assert graded["units"] == ["cm", "kg", "m²"] and graded["round"] == {"rule": "half-up", "to": 0.01}
    assert [set(each) for each in graded["variants"]] == [{"id", "parameters", "shown"}] * 3


def test_learner_gets_one_variant_only(graded):
    """Do the numbers of the other variants stay behind?"""
    own = dealing.dealt(graded, "5eed")
    other = [each for each in graded["variants"] if each["id"] != own["variant"]]
    assert own["variants"] == [each for each in graded["variants"] if each["id"] == own["variant"]]
    assert "{{" not in json.dumps(own) and own["shown"] == own["variants"][0]["shown"] and "key" not in own
    assert not any(
        value in json.dumps(own, ensure_ascii=False) for each in other for value in each["parameters"].values()
    )
    assert dealing.dealt(own, "another") == own


def test_practice_question_carries_its_own_answer(practice):
    """Can the page score and explain the learner's own numbers?"""
    own = dealing.dealt(practice, "5eed")
    variant = next(each for each in practice["variants"] if each["id"] == own["variant"])
    assert own["key"] == variant["key"] and own["worked"] == variant["worked"] and own["unit"] == "m²"
    assert own["why"] == f"It is {variant['key']}\u00a0m²."
    assert score(own, {"value": str(own["key"]), "unit": "m2", "variant": own["variant"]}).points == 1


def test_item_with_a_key_is_asked_as_it_stands(facts):
    """Are old banks, with a key beside variants, neither dealt nor told?"""
    item = {
        "id": "x-q03",
        "kind": "numeric",
        "use": "graded",
        "stem": "Four?",
        "unit": "L",
        "tolerance": 0,
        "key": 1,
        "variants": [{"id": "v1", "parameters": {"cups": 6}, "key": 1.5}],
    }
    props = learner_view.public(item, facts, evidence.References())
    assert "variants" not in props and dealing.dealt(props, "5eed") == props
    assert problem(props, {"value": "1", "unit": "L"}) == "" and problem(
        props, {"value": "1", "unit": "L", "variant": "v1"}
    )


def test_answer_fits_only_the_numbers_that_were_asked(graded):
    """Is an answer without its variant, or to another one, refused where it would be saved?"""
    own = dealing.dealt(graded, "5eed")
    other = next(each["id"] for each in graded["variants"] if each["id"] != own["variant"])
    answer = {"value": "0,61", "unit": "m2", "variant": own["variant"]}
    assert problem(own, answer) == "" and problem(graded, answer | {"variant": other}) == ""
    for wrong in (
        answer | {"variant": other},
        answer | {"variant": "v1"},
        {"value": "0.61", "unit": "m2"},
        answer | {"variant": ["x"]},
    ):
        assert problem(own, wrong) != ""


def test_words_hold_the_learners_numbers_and_the_rounding_rule(graded):
    """Does a screen reader or a printer get the same question?"""
    own = dealing.dealt(graded, "5eed")
    text = plain_text.question(own, {"value": "0.61", "unit": "m²", "variant": own["variant"]})
    for value in own["variants"][0]["parameters"].values():
        assert value.replace("\u00a0", " ") in text
    assert "Round the result to the nearest 0.01; an exact half goes up." in text and own["variant"] not in text
    assert "one number in cm or kg or m²" in text and "[height] tall" in plain_text.question(graded)


@pytest.mark.parametrize(
    ("rule", "to", "words"),
    [
        ("half-up", 0.5, "to the nearest 0.5 mg; an exact half goes up"),
        ("half-even", 1, "nearest whole number; an exact half goes to the even"),
        ("down", 5, "down to a multiple of 5 mg"),
        ("up", 1, "up to a whole number"),
    ],
)
def test_rounding_rule_is_said(rule, to, words):
    """Does a learner know to what, and what becomes of a half?"""
    assert words in dealing.rounding({"round": {"rule": rule, "to": to}, "unit": "mg"})


@given(st.text(), st.dictionaries(st.sampled_from(["a", "b"]), st.text(), max_size=2))
def test_filling_touches_placeholders_only(text, values):
    """Does any other text, braces included, stay as it is?"""
    if "value" not in text:
        assert dealing.filled({"x": [text]}, values) == {"x": [text]}
    assert dealing.filled("{{ value:a }}|" + text, {"a": "7"}).startswith("7|")


def test_facts_are_printed_around_values():
    """Are facts printed in a text whose values wait for their learner?"""
    assert (
        dealing.around_values("{{value:a}} {{fact:b}}", lambda text: text.replace("{{fact:b}}", "3 mg"))
        == "{{value:a}} 3 mg"
    )
