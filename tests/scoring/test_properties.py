"""Do the rules hold for any item and any response, not only for the examples?"""

from random import Random

import pytest
import scoring_cases as cases
from hypothesis import given, settings
from hypothesis import strategies as st

from nbcare.content import bank_rules
from nbcare.questions import scoring

CHANCE = st.integers(min_value=0, max_value=2**32).map(Random)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)
every_kind = pytest.mark.parametrize("kind", cases.KINDS)
plus_minus_kinds = pytest.mark.parametrize("kind", cases.PLUS_MINUS)
few = settings(max_examples=60, deadline=None)


@every_kind
@few
@given(chance=CHANCE)
def test_random_items_are_sound(kind, chance):
    """Does the generator make only items that a bank would take?"""
    assert list(bank_rules.findings(cases.item(kind, chance))) == []


@every_kind
@few
@given(chance=CHANCE)
def test_points_are_whole_and_between_zero_and_the_maximum(kind, chance):
    """Can any response leave the range, or earn a part of a point?"""
    item = cases.item(kind, chance)
    score = scoring.score(item, cases.response(item, chance))
    assert type(score.points) is int and type(score.max) is int
    assert 0 <= score.points <= score.max == scoring.maximum(item)


@every_kind
@few
@given(chance=CHANCE)
def test_key_earns_the_maximum(kind, chance):
    """Does the key earn all points, and mark nothing wrong or missed?"""
    item = cases.item(kind, chance)
    key = scoring.key_response(item)
    score = scoring.score(item, key)
    if kind == "text":
        assert score.status is scoring.Status.MANUAL and score.points == 0
        return
    assert score.points == score.max > 0 and score.status is scoring.Status.SCORED
    assert set(scoring.marks(item, key).values()) <= {"right", ""}


@every_kind
@few
@given(chance=CHANCE, nothing=st.sampled_from([None, "", [], {}]))
def test_nothing_is_unanswered(kind, chance, nothing):
    """Is nothing ever worth something?"""
    item = cases.item(kind, chance)
    assert scoring.score(item, nothing) == scoring.Score(0, scoring.maximum(item), scoring.Status.UNANSWERED)


@every_kind
@few
@given(chance=CHANCE, response=JSON)
def test_no_json_raises_or_earns_by_accident(kind, chance, response):
    """Does arbitrary JSON ever raise, or score without naming ids of the item?"""
    item = cases.item(kind, chance)
    score = scoring.score(item, response)
    scoring.marks(item, response)
    if kind not in ("text", "numeric"):
        assert score.points == 0


@every_kind
@few
@given(chance=CHANCE)
def test_invalid_earns_nothing_and_says_why(kind, chance):
    """Is a refused response ever paid, or refused without a reason?"""
    item = cases.item(kind, chance)
    score = scoring.score(item, cases.response(item, chance))
    assert (score.status is scoring.Status.INVALID) == bool(score.problem)
    if score.problem:
        assert score.points == 0 and len(score.problem) < 200


@every_kind
def test_a_wrong_choice_costs_where_any_number_of_one_list_may_be_chosen(kind):
    """Does the check know of every kind whether choosing everything would pay?"""
    one_list = isinstance(scoring.key_response(cases.item(kind, Random(0))), list)
    assert scoring.KINDS[kind].any_number == (one_list and kind in cases.PLUS_MINUS)


@plus_minus_kinds
@few
@given(chance=CHANCE)
def test_a_wrong_choice_never_raises_a_plus_minus_score(kind, chance):
    """Does guessing one more wrong thing ever help?"""
    item = cases.item(kind, chance)
    key, offered = scoring.key_response(item), scoring.everything(item)
    if isinstance(offered, dict):
        part = chance.choice(list(offered))
        before = {each: chance.sample(ids, chance.randint(0, len(ids))) for each, ids in offered.items()}
        wrong = [each for each in offered[part] if each not in key.get(part, [])]
        after = {**before, part: before[part] + wrong[:1]}
    else:
        before = chance.sample(offered, chance.randint(0, len(offered)))
        after = before + [each for each in offered if each not in key][:1]
    assert scoring.score(item, after).points <= scoring.score(item, before).points


@plus_minus_kinds
@few
@given(chance=CHANCE)
def test_choosing_everything_never_reaches_the_maximum_past_a_distractor(kind, chance):
    """Does select-all ever pay in full?"""
    item = cases.item(kind, chance)
    marks = scoring.marks(item, scoring.everything(item))
    if "wrong" in marks.values():
        assert scoring.score(item, scoring.everything(item)).points < scoring.maximum(item)


@pytest.mark.parametrize("kind", [each for each in cases.KINDS if each != "order"])
@few
@given(chance=CHANCE)
def test_order_within_a_set_is_free(kind, chance):
    """Does it matter which choice was clicked first?"""
    item = cases.item(kind, chance)
    response = cases.response(item, chance)
    assert scoring.score(item, _turned(response)).points == scoring.score(item, response).points


def _turned(response):
    if isinstance(response, list):
        return response[::-1]
    if isinstance(response, dict):
        return {part: _turned(value) for part, value in reversed(response.items())}
    return response


@every_kind
@few
@given(chance=CHANCE)
def test_unknown_ids_are_refused(kind, chance):
    """Is an id that the item does not have ever taken?"""
    item = cases.item(kind, chance)
    if kind == "text":
        return
    key = scoring.key_response(item)
    if isinstance(key, str):
        spoilt = [f"{key}x"]
    elif isinstance(key, list):
        spoilt = [[*key, "zz"], ["zz"]]
    else:
        spoilt = [{**key, "zz": "zz"}, {**key, "zz": []}]
        spoilt += [{**key, part: ["zz"] if isinstance(ids, list) else "zz"} for part, ids in key.items()]
    for each in spoilt:
        score = scoring.score(item, each)
        assert (score.points, score.status) == (0, scoring.Status.INVALID), each


def test_unknown_kind_is_an_error():
    """Is an item without a rule scored by guess?"""
    for kind in ("essay", None, ["single"]):
        with pytest.raises(scoring.UnknownKindError):
            scoring.score({"id": "x-q01", "kind": kind, "stem": "?"}, "a")
