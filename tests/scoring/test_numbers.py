"""Does a number mean what the learner meant, and is the rest refused in plain words?"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbcare.questions import number, scoring, units
from nbcare.questions.result import InvalidResponseError


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.61", "61/100"),
        ("0,61", "61/100"),
        ("+0.61", "61/100"),
        (" 0.61\u00a0", "61/100"),
        ("12", "12"),
        ("12,5", "25/2"),
        ("1.234", "617/500"),
        ("0,125", "1/8"),
        ("-3", "-3"),
        ("\u22123", "-3"),
        (".5", "1/2"),
        ("5.", "5"),
    ],
)
def test_plain_numbers_are_read_exactly(text, value):
    """Is a decimal read as the decimal it is, with point or comma?"""
    assert number.read_number(text) == Fraction(value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1,234", "may hold a thousands separator"),
        ("1.234,5", "may hold a thousands separator"),
        ("12 500", "may hold a thousands separator"),
        ("1'000", "may hold a thousands separator"),
        ("0.6-0.7", "is not one plain number"),
        ("5 or 6", "is not one plain number"),
        ("1e2", "is not one plain number"),
        ("inf", "is not one plain number"),
        ("9" * 41, "is too long"),
    ],
)
def test_other_writing_is_refused_with_its_reason(text, reason):
    """Would a learner understand why the number was not taken?"""
    with pytest.raises(InvalidResponseError, match=reason):
        number.read_number(text)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-999, max_value=999))
def test_a_tie_is_inside_the_tolerance(key):
    """Is a value exactly at the limit right, and one just past it wrong, whatever the key?"""
    item = {"id": "x-q01", "kind": "numeric", "stem": "?", "unit": "mg", "tolerance": 0.1, "key": float(key)}
    for value, points in (
        (f"{float(key) + 0:.3f}", 1),
        (_moved(key, "0.1"), 1),
        (_moved(key, "-0.1"), 1),
        (_moved(key, "0.10001"), 0),
        (_moved(key, "-0.10001"), 0),
    ):
        assert scoring.score(item, {"value": value, "unit": "mg"}).points == points


def _moved(key, by):
    return format(key + type(key)(by), "f")


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("m²", "m2"),
        ("m^2", "m2"),
        ("m³", "m3"),
        ("mcg", "µg"),
        ("μg", "µg"),
        ("ug", "µg"),
        ("ml", "mL"),
        ("mg / m²/day", "mg/m2/d"),
        ("mg/kg/h", "mg/kg/hour"),
        ("percent", "%"),
    ],
)
def test_spellings_of_one_unit_are_one(written, same):
    """Do people lose a point for how they spell a unit?"""
    assert units.canonical(written) == units.canonical(same)


WRITTEN_OUT = {
    "µg": "microgram micrograms",
    "mg": "milligram milligrams",
    "g": "gram grams",
    "kg": "kilogram kilograms",
    "mL": "millilitre millilitres milliliter milliliters",
    "L": "l litre litres liter liters",
    "s": "sec second seconds",
    "min": "minute minutes",
    "h": "hr hrs hour hours",
    "d": "day days",
    "wk": "week weeks",
    "mo": "month months",
    "y": "yr year years",
    "µmol": "micromol",
    "unit": "units",
    "dose": "doses",
    "drop": "drops",
    "capsule": "capsules",
    "tablet": "tablets",
    "°C": "C",
}


@pytest.mark.parametrize("unit", WRITTEN_OUT)
def test_a_unit_may_be_written_out(unit):
    """Does a nurse who writes a unit out, in British or American, in one or many, get the point?"""
    item = {"id": "x-q01", "kind": "numeric", "stem": "?", "unit": unit, "tolerance": 0, "key": 2}
    for word in (unit, *WRITTEN_OUT[unit].split()):
        assert scoring.score(item, {"value": "2", "unit": word}).points == 1, word


@pytest.mark.parametrize(
    ("one", "other"), [("mg", "µg"), ("mg", "g"), ("m2", "m"), ("mg/m2", "mg/kg"), ("mg", "mL"), ("h", "d")]
)
def test_units_that_differ_stay_apart(one, other):
    """Could a thousandfold error pass as a spelling?"""
    assert units.canonical(one) != units.canonical(other)
