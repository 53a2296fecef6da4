"""Answer every variant of every bank: its key, a tenfold error, the limits."""

from decimal import Decimal

import documented
import pytest
from dose_item import BODY_SURFACE, DAY, complete

from nbcare.questions import scoring
from nbcare.questions.number import exact
from nbcare.questions.variants import dealing


def _items():
    return [
        pytest.param(item, id=item["id"])
        for item in (*documented.items().values(), complete(BODY_SURFACE), complete(DAY))
        if item.get("variants")
    ]


every_item = pytest.mark.parametrize("item", _items())


def test_the_course_asks_dose_items():
    """Would these tests pass because there is nothing to test?"""
    assert {"tea-q17", "tea-q18", "retinoids-p20", "retinoids-p21", "retinoids-p22"} <= {param.id for param in _items()}


def answer(item: dict, variant: dict, times: int | Decimal = 1) -> dict:
    """Answer a variant with its key, or a multiple of it."""
    value = format(Decimal(repr(variant["key"])) * times, "f")
    return {"value": value, "unit": item["unit"], "variant": variant["id"]}


@every_item
def test_each_key_earns_everything_with_point_comma_and_sign(item):
    """Is each variant solvable, however a learner writes a plain number?"""
    for variant in item["variants"]:
        given = answer(item, variant)
        for value in (given["value"], given["value"].replace(".", ","), f" +{given['value']} "):
            assert scoring.score(item, given | {"value": value}) == scoring.Score(1, 1, scoring.Status.SCORED), variant


@every_item
def test_tenfold_errors_earn_nothing(item):
    """Is the error that hurts a child never right?"""
    for variant in item["variants"]:
        for times in (10, 100, 1000, Decimal("0.1"), Decimal("0.01"), -1):
            score = scoring.score(item, answer(item, variant, times))
            assert score.points == 0 and score.status is not scoring.Status.UNANSWERED, (variant, times)


@every_item
def test_each_answer_lies_inside_the_limits_and_on_its_step(item):
    """Can no learner be led to an unsafe answer, and is the rule of rounding the one that is told?"""
    if "formula" not in item:
        return
    for variant in item["variants"]:
        assert exact(item["limits"]["from"]) <= exact(variant["key"]) <= exact(item["limits"]["to"]), variant
        assert exact(variant["key"]) % exact(item["round"]["to"]) == 0, variant


@every_item
def test_answer_to_no_variant_is_invalid(item):
    """Is an answer that names no variant, or an unknown one, zero and flagged?"""
    right = answer(item, item["variants"][0])
    for broken in (
        {k: v for k, v in right.items() if k != "variant"},
        right | {"variant": ""},
        right | {"variant": "v0"},
        right | {"variant": 1},
    ):
        score = scoring.score(item, broken)
        assert (score.points, score.status) == (0, scoring.Status.INVALID) and "other numbers" in score.problem


@every_item
def test_each_variant_reads_whole(item):
    """Does every learner read a question, a reason and remarks without a hole?"""
    for variant in item["variants"]:
        said = dealing.spoken(
            {name: item.get(name, "") for name in ("stem", "exhibits", "why", "feedback", "variants", "unit")},
            variant["id"],
        )
        assert "{{value" not in str(said) and "[" not in said["stem"]


def test_other_variants_key_is_wrong():
    """Does a number that is right for another learner earn nothing?"""
    item = complete(BODY_SURFACE)
    first, second, _ = item["variants"]
    assert scoring.score(item, answer(item, second) | {"variant": first["id"]}).points == 0
