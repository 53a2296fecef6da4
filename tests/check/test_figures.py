"""What counts as a clinical figure, and in which unit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbcare.authoring.check.numbers.figures import figures


def _found(text: str) -> list[str]:
    return [f"{figure.value:f} {figure.unit}" for figure in figures(text)]


TEXTS = [
    ("160 mg/m2/day by mouth", ["160 mg/m2/day"]),
    ("160 mg/m² a day", ["160 mg/m2/day"]),
    ("160 mg for each square metre each day", ["160 mg/m2/day"]),
    ("5.33 mg/kg daily", ["5.33 mg/kg/day"]),
    ("50 µg and 50 mcg and 50 micrograms", ["50 mcg", "50 mcg", "50 mcg"]),
    ("3.1 mmol/L (12.4 mg/dL)", ["3.1 mmol/L", "12.4 mg/dL"]),
    ("4.0 µmol/L", ["4.0 umol/L"]),
    ("46% against 29 per cent", ["46 %", "29 %"]),
    ("46 vs 29%", ["46 %", "29 %"]),
    ("46 ± 6%", ["46 %", "6 ±%"]),
    ("10, 20 and 40 mg", ["10 mg", "20 mg", "40 mg"]),
    ("8 of 11 children", ["8 of 11", "11 people"]),
    ("one in five children", ["1 of 5", "5 people"]),
    ("25/27", ["25 of 27"]),
    ("11 small children", ["11 people"]),
    ("fourteen days on and 14 off", ["14 day", "14 day"]),
    ("six 28-day courses", ["6 course", "28 day"]),
    ("twenty-eight days", ["28 day"]),
    ("days 4-7", ["4 day", "7 day"]),
    ("days 1 to 14", ["14 day"]),
    ("twice a day, then three times a day", ["2 a day", "3 a day"]),
    ("two divided doses", ["2 dose", "2 a day"]),
    ("at 3 years (P = .027)", ["3 year", "0.027 P"]),
    ("P < 0.01", ["0.01 P"]),
    ("SPF 50", ["50 SPF"]),
    ("38.0-38.2 °C", ["38.0 degC", "38.2 degC"]),
    ("grades 3 and 4", ["3 grade", "4 grade"]),
    ("half the children", ["50 %"]),
    ("6 million IU", ["6 MIU"]),
    ("1,021 patients", ["1021 people"]),
]

NO_FIGURES = [
    "ANBL0032, CCG-3891, IL-2, 13-cis-RA, ch14.18, CTCAE v5.0",
    "three questions, two nurses, four checks",
    "one capsule, one course, one day",
    "in 2009, then in 2021",
    "day 1 is the first day",
    "This module takes 40 minutes to read.",
    "Step 2 comes after course 3 [14].",
    "Half of the page is white.",
]


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=[text for text, _ in TEXTS])
def test_a_figure_is_a_number_with_its_unit(text, expected):
    """Is each number found with the unit that a reader gives it?"""
    assert _found(text) == expected


@pytest.mark.parametrize("text", NO_FIGURES)
def test_names_and_everyday_numbers_are_no_figures(text):
    """Are authors left alone where a number is not clinical?"""
    assert _found(text) == []


EQUAL = [
    ("14 days", "two weeks"),
    ("6 months", "half a year 6 months"),
    ("24 hours", "1 day"),
    ("12 months", "1 year"),
    ("0.027 mg", ".027 mg"),
    ("5 mg", "5.0 mg"),
    ("P = .05", "P = 0.050"),
]


@pytest.mark.parametrize(("one", "other"), EQUAL)
def test_equal_amounts_are_equal(one, other):
    """Are two weeks 14 days, and 5.0 mg 5 mg?"""
    assert figures(one)[0].key == figures(other)[-1].key


UNEQUAL = [
    ("5 mg", "5 µg"),
    ("5 mg/m²", "5 mg/kg"),
    ("5 mg/m²", "5 mg/m²/day"),
    ("3.1 mmol/L", "3.1 mg/dL"),
    ("14 days", "14 weeks"),
    ("3 years", "5 years"),
    ("5%", "5 percentage points"),
    ("6 courses", "6 cycles"),
]


@pytest.mark.parametrize(("one", "other"), UNEQUAL)
def test_other_units_are_other_figures(one, other):
    """Is a figure with the wrong unit another figure?"""
    assert figures(one)[0].key != figures(other)[0].key


@given(
    st.decimals(min_value="0.001", max_value="99999", places=3),
    st.sampled_from(["mg", "mg/m²/day", "%", "mmol/L", "days"]),
)
def test_any_amount_is_found_whole(value, unit):
    """Is a number of any size found with all its digits?"""
    (figure,) = figures(f"It was {value} {unit} in all.")
    assert figure.value == value


@given(st.text())
def test_any_text_can_be_read(text):
    """Does the reading of figures end on every text, with figures inside the text?"""
    assert all(0 <= figure.start < figure.end <= len(text) for figure in figures(text))
