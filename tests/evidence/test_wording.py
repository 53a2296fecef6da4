"""How amounts are printed, and which values cannot stand in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbcare.content.evidence.wording import amount, composite, tidy

AMOUNTS = [
    ("160", "mg/m2/day", "160 mg/m²/day"),
    ("50", "mcg/kg", "50 micrograms/kg"),
    ("46", "%", "46%"),
    ("46 +/- 6", "% (SE)", "46 ± 6% (SE)"),
    ("38.0", "degrees C", "38.0 °C"),
    ("50", "SPF", "SPF 50"),
    ("<2", "micromol/L", "<2 micromol/L"),
    (">=2", "CTCAE grade", "CTCAE grade ≥2"),
    ("10", "day", "10 days"),
    ("1", "month", "1 month"),
    ("17.5", "mg/m2/day x 4 days", "17.5 mg/m²/day × 4 days"),
    ("2023-12-13", "date", "2023-12-13"),
    ("P = .027", "", "P = .027"),
]
SINGLE = ["160", "5.33", "46 +/- 6", "10-20", "<30", ">=25", "about 5", "2023-12-13", "avoid", "", "1,021", "0-10"]
COMPOSITE = [
    "46 vs 29",
    "18/20 (90%)",
    "200; 160 if <=12 kg",
    "14 on / 14 off x 6",
    "0.86 (0.50-1.49)",
    "10, 20",
    "63 or 74.1",
    "removed; date not stated",
    "8/11 (73%); 1.9 +/- 1.2 vs 3.1 +/- 2.0",
    "STI 4 / STI+IL2 15",
    "3.0 then 4.5",
]


@pytest.mark.parametrize(("value", "unit", "expected"), AMOUNTS)
def test_an_amount_reads_well(value, unit, expected):
    """Does a nurse see m², micrograms, °C and ±?"""
    assert amount(value, unit) == expected


@pytest.mark.parametrize("value", SINGLE)
def test_one_figure_may_be_printed(value):
    """May a number, a range, a limit or a word stand in a sentence?"""
    assert not composite(value, "mg")


@pytest.mark.parametrize("value", COMPOSITE)
def test_several_figures_may_not(value):
    """Is a value refused that holds two arms or two numbers?"""
    assert composite(value, "mg")


def test_a_unit_of_two_things_is_composite():
    """Is a single number with the unit of two refused?"""
    assert composite("6", "courses vs cycles") and composite("6", "years; P")


@given(st.text())
def test_tidy_text_opens_no_html(text):
    """Can a value open a tag in Markdown?"""
    assert not any(f"<{letter}" in tidy(text) for letter in "abzABZ/!")


@given(st.text())
def test_tidying_twice_changes_nothing(text):
    """Is a tidy text already tidy?"""
    assert tidy(tidy(text)) == tidy(text)
