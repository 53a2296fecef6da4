"""Are all variants worked out, and does the build stop at one that is not safe to ask?"""

import re
from fractions import Fraction

import pytest
import yaml
from dose_item import BODY_SURFACE, DAY, complete
from hypothesis import given
from hypothesis import strategies as st

from nbcare.content import bank, bank_rules
from nbcare.questions.variants.combining import combinations
from nbcare.questions.variants.solving import MOST, solved, variant_id


def loaded(tmp_path, item: dict) -> dict:
    """Write a bank with one item and load it."""
    path = tmp_path / "x.yaml"
    path.write_text(yaml.safe_dump({"version": 1, "module": "x", "items": [item]}, sort_keys=False), encoding="utf-8")
    return bank.load(path).items[item["id"]]


def test_bank_gives_the_variants_with_keys_and_sums(tmp_path):
    """Does an author who writes a formula get every variant, in order?"""
    first, *_, last = loaded(tmp_path, BODY_SURFACE)["variants"]
    assert first["parameters"] == {"height": "95\u00a0cm", "weight": "14\u00a0kg"} and first["key"] == 0.61
    assert first["worked"] == "√(95 × 14 ÷ 3600) = 0.6078…, rounded 0.61\u00a0m²"
    assert last["parameters"]["weight"] == "24.5\u00a0kg" and last["key"] == 0.9


@given(st.integers(500, 3000), st.sampled_from([7, 9, 8, 13, 400]), st.sampled_from([0.01, 0.5, 1]))
def test_a_sum_shows_its_result_cut_and_never_rounded(milligrams, divisor, to):
    """Does a learner read the first digits of the very result, two more than the answer has, before it is rounded?"""
    item = DAY | {
        "parameters": {"order": [milligrams]},
        "formula": f"order / {divisor}",
        "round": {"rule": "down", "to": to},
        "limits": {"from": 1, "to": 3000},
    }
    exact = Fraction(milligrams, divisor)
    worked = solved(item)[0]["worked"].partition(" = ")[2]
    shown, _, answer = worked.partition(", rounded ")
    places = {0.01: 4, 0.5: 3, 1: 2}[to]
    if not answer:
        assert Fraction(shown.removesuffix("\u00a0mg")) == exact
    elif shown.endswith("…"):
        digits = shown.removesuffix("…")
        assert 0 < exact - Fraction(digits) < Fraction(1, 10**places) and len(digits.partition(".")[2]) == places
    else:
        assert Fraction(shown) == exact


def test_ranges_and_lists_are_crossed():
    """Is each surface combined with each order, and a tie rounded by the rule?"""
    variants = solved(DAY)
    assert len(variants) == 7 * 2
    keys = {tuple(each["parameters"].values()): each["key"] for each in variants}
    assert keys["0.5\u00a0m²", "10"] == 5 and type(keys["0.5\u00a0m²", "10"]) is int
    assert keys["0.5\u00a0m²", "12.5"] == 6.5  # 6.25 lies halfway between 6 and 6.5
    assert {each["key"] for each in solved(DAY | {"round": {"rule": "half-even", "to": 0.5}})} >= {6}


@given(st.integers(-500, 500), st.integers(1, 100), st.integers(0, 40))
def test_a_range_goes_by_its_step_from_its_first_value_to_its_last(first, step, steps):
    """Are both ends asked, and every step between them, wherever the range begins?"""
    cents = [first + step * n for n in range(steps + 1)]
    body = {"from": first / 100, "to": cents[-1] / 100, "step": step / 100}
    assert [row["w"] for row in combinations({"parameters": {"w": body}})] == [Fraction(cent, 100) for cent in cents]


def test_table_is_crossed_with_the_other_parameters():
    """Do height and weight stay together while the strength varies?"""
    item = BODY_SURFACE | {
        "parameters": BODY_SURFACE["parameters"] | {"by": [1, 2]},
        "formula": "sqrt(height * weight / 3600) / by",
        "limits": {"from": 0.1, "to": 1},
    }
    assert len(solved(item)) == 6


def test_where_leaves_combinations_out():
    """Can an author leave out what makes no child?"""
    assert len(solved(DAY | {"where": "order * surface >= 8"})) == 5


def test_variant_keeps_its_name_when_a_range_grows():
    """Does a wider range leave the names, and so the answers given already, alone?"""
    wider = DAY | {
        "parameters": {"order": [10, 12.5], "surface": DAY["parameters"]["surface"] | {"from": 0.6, "to": 0.8}}
    }
    names = {each["id"]: each["key"] for each in solved(DAY)}
    assert all(names[each["id"]] == each["key"] for each in solved(wider))
    assert (
        variant_id({"a": Fraction(1), "b": Fraction(2)})
        == variant_id({"b": Fraction(2), "a": Fraction(1)})
        != variant_id({"a": Fraction(12)})
    )


BROKEN = [
    (
        {"limits": {"from": 0.5, "to": 0.7}},
        "limits: height 110\u00a0cm, weight 19\u00a0kg gives 0.76, outside 0.5 to 0.7",
    ),
    ({"limits": {"from": 2, "to": 1}}, "limits: from is above to"),
    ({"limits": None}, "limits is missing"),
    ({"round": None}, "round is missing"),
    ({"round": {"rule": "nearest", "to": 0.01}}, "round.rule"),
    ({"round": {"rule": "half-up", "to": 0}}, "round.to"),
    (
        {"formula": "sqrt(height - weight * 10)"},
        "formula: cannot be worked out for height 95\u00a0cm, weight 14\u00a0kg: the square root of a negative",
    ),
    ({"formula": "height / (weight - 14)"}, "divides by zero"),
    ({"formula": "height * wieght"}, "wieght is neither a parameter"),
    ({"formula": "height.real"}, "Attribute has no place"),
    ({"formula": None}, "parameters: there is no formula"),
    ({"key": 1}, "key: the formula makes it"),
    ({"variants": [{"id": "v1", "parameters": {}, "key": 1}]}, "variants: the formula makes it"),
    ({"tolerance": 0.9}, "a tenth of the answer 0.61 would be right too"),
    ({"tolerance": {"relative": 0.9}}, "a tenth of the answer"),
    ({"where": "weight > 100"}, "where: no combination is left"),
    ({"where": "weight"}, "compares"),
    ({"combinations": None}, "parameters: height has no values"),
    ({"combinations": [{"height": 95, "weight": 14}] * 2}, "stands twice"),
    ({"combinations": [{"height": 95, "weight": 14}, {"height": 95}]}, "row 2 does not name"),
    ({"combinations": [{"height": 95, "weight": 14, "age": 3}]}, "age is no parameter"),
    ({"combinations": [{"height": 95, "weight": float("nan")}]}, "not a finite number"),
    ({"parameters": {"height": [95], "weight": {"unit": "kg"}}}, "height has values of its own"),
    ({"parameters": {"Height": [1]}}, "'Height' cannot be an id"),
    ({"parameters": {}}, "parameters: needs at least 1"),
    ({"parameters": {"height": [], "weight": {}}}, "parameters.height: needs at least 1"),
    ({"parameters": {"height": [10**9 + 1], "weight": {}}}, "1000000001 is too large"),
    ({"parameters": {"height": {"from": 1, "to": 2, "step": 0}, "weight": {}}}, "parameters.height.step"),
    ({"combinations": []}, "combinations: needs at least 1"),
    ({"combinations": [{}]}, "combinations.0: needs at least 1"),
    ({"parameters": {f"p{n}": [1] for n in range(9)}}, "parameters: takes only 8"),
    ({"stem": "Only {{value:height}}?"}, "parameters: weight stands nowhere"),
    ({"stem": "{{value:height}} {{value:weight}} {{value:age}}?"}, "{{value:age}} has no value"),
    ({"stem": "{{value:height}} {{value:weight}}: {{value:answer}}?"}, "tells the answer"),
    ({"feedback": {"low": "{{value:hieght}}"}}, "{{value:hieght}} has no value"),
]


@pytest.mark.parametrize(("change", "problem"), BROKEN, ids=[problem[:40] for _, problem in BROKEN])
def test_unsafe_item_stops_with_file_id_and_reason(tmp_path, change, problem):
    """Is each thing that would reach a learner wrongly named, with its item?"""
    item = {name: value for name, value in (BODY_SURFACE | change).items() if value is not None}
    with pytest.raises(bank.BankError) as caught:
        loaded(tmp_path, item)
    said = str(caught.value).replace("\u00a0", " ")
    assert problem.replace("\u00a0", " ") in said and re.search(r"x\.yaml:\d+ x-q01: ", said) and "; " in said


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"from": 0.5, "to": 0.8, "step": 0.07}, "do not lead from its first"),
        ({"from": 0.8, "to": 0.5, "step": 0.1}, "do not lead"),
        ({"from": 0, "to": 1, "step": 0.0001}, "has 10001 values"),
        ({"from": 1, "to": 2}, ""),
        ({"values": [0.5, 0.5]}, "a value twice"),
        ({}, "has no values"),
    ],
)
def test_broken_range_is_named(tmp_path, change, problem):
    """Is a range that does not meet its end an error, not a surprise?"""
    with pytest.raises(bank.BankError, match=f"x-q02.*{problem}"):
        loaded(tmp_path, DAY | {"parameters": {"order": [10], "surface": {"unit": "m²", **change}}})


def test_too_many_variants_stop_soon(tmp_path):
    """Is the number of variants bounded, and the number of tries as well?"""
    many = {"surface": {"from": 0.5, "to": 0.8, "step": 0.0002}, "order": [10, 10.5]}
    with pytest.raises(bank.BankError, match=f"more than {MOST} variants"):
        loaded(tmp_path, DAY | {"parameters": many})
    with pytest.raises(bank.BankError, match="combinations to try, at most 20000"):
        loaded(
            tmp_path,
            DAY
            | {
                "parameters": {
                    "surface": [n / 1000 for n in range(500, 700)],
                    "order": [10 + n / 1000 for n in range(200)],
                }
            },
        )


def test_as_many_variants_as_may_be_are_taken():
    """Is the greatest number of variants, and of values of one parameter, no variant too many?"""
    item = DAY | {"parameters": {"order": {"from": 1, "to": MOST, "step": 1}}, "formula": "order"}
    assert len(solved(item | {"limits": {"from": 1, "to": MOST}})) == MOST


def test_limits_may_leave_one_answer():
    """Is a single safe answer a limit like any other, and no mistake?"""
    item = DAY | {"parameters": {"order": [10], "surface": [0.5]}, "limits": {"from": 5, "to": 5}}
    assert [each["key"] for each in complete(item)["variants"]] == [5]


def test_variants_by_hand_need_their_placeholders(tmp_path):
    """Is a hand-written variant that leaves a hole in the stem refused?"""
    item = {
        "id": "x-q03",
        "kind": "numeric",
        "stem": "{{value:cups}}?",
        "unit": "L",
        "tolerance": 0,
        "variants": [
            {"id": "v1", "parameters": {"cups": 4}, "key": 1},
            {"id": "v2", "parameters": {"mugs": 4}, "key": 1},
        ],
    }
    with pytest.raises(bank.BankError, match="{{value:cups}} has no value"):
        loaded(tmp_path, item)
    item["variants"].pop()
    assert loaded(tmp_path, item)["variants"][0]["key"] == 1


@pytest.mark.parametrize(
    "item",
    [
        {"id": "x-q04", "kind": "single", "stem": "{{value:cups}}?", "options": {"a": "1", "b": "2"}, "key": "a"},
        {"id": "x-q04", "kind": "numeric", "stem": "{{value:cups}}?", "unit": "L", "tolerance": 0, "key": 1},
        {
            "id": "x-q04",
            "kind": "numeric",
            "stem": "?",
            "why": "{{value:answer}}",
            "unit": "L",
            "tolerance": 0,
            "key": 1,
        },
    ],
)
def test_placeholder_without_variants_is_refused(item):
    """Would a learner ever read {{value:…}}?"""
    assert any("value:" in problem for problem, _ in bank_rules.findings(item))


@pytest.mark.parametrize("field", ["parameters", "combinations", "where", "limits"])
def test_what_makes_variants_needs_a_formula(field):
    """Is a field that nothing would use refused, so that no author believes in a limit that is not kept?"""
    item = {"id": "x-q05", "kind": "numeric", "stem": "?", "unit": "L", "tolerance": 0, "key": 1}
    item[field] = (BODY_SURFACE | {"where": "weight > 1"})[field]
    assert list(bank_rules.findings(item)) == [(f"{field}: there is no formula", f"add formula, or remove {field}")]


def test_number_without_key_says_what_is_missing():
    """Does an item that nothing can be right for say so?"""
    item = {"id": "x-q05", "kind": "numeric", "stem": "?", "unit": "L", "tolerance": 0}
    assert ("key is missing", "add key, or parameters and a formula") in list(bank_rules.findings(item))


def test_complete_helper_is_what_a_bank_gives(tmp_path):
    """Do the other tests use what authors get?"""
    assert complete(DAY) == loaded(tmp_path, DAY)
