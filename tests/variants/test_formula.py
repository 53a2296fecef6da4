"""Does a formula count exactly, and understand nothing but arithmetic?"""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from nbcare.questions.variants.formula import LONGEST, Formula, FormulaError, square_root
from nbcare.questions.variants.rounding import RULES, plain, to_step

DECIMAL_RULES = {"half-up": ROUND_HALF_UP, "half-even": ROUND_HALF_EVEN, "down": ROUND_DOWN, "up": ROUND_UP}
NUMBERS = {"w": Fraction(14), "h": Fraction(95), "c": Fraction(1, 10)}
decimals = st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-10_000, max_value=10_000)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", "7"),
        ("c + 0.2", "3/10"),
        ("(w - 4) / 3", "10/3"),
        ("-w", "-14"),
        ("h ** 2", "9025"),
        ("2 ** -1", "1/2"),
        ("2 ** 9", "512"),
        ("2 ** -9", "1/512"),
        ("sqrt(16 / 9)", "4/3"),
        ("min(w, h, 3)", "3"),
        ("max(w, h)", "95"),
        ("abs(w - h)", "81"),
        ("80 if w > 12 else 5", "80"),
        ("80 if w > 12 and h < 90 else 5", "5"),
        ("round(0.285, 0.01)", "29/100"),
        ("round_half_even(0.285, 0.01)", "7/25"),
        ("round_down(w, 5)", "10"),
        ("round_up(w, 5)", "15"),
        ("round(2.5)", "3"),
    ],
)
def test_formula_gives_the_exact_value(text, value):
    """Is the result the exact fraction, whatever floats would make of it?"""
    assert Formula(text, NUMBERS).value(NUMBERS) == Fraction(value)


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os')",
        "w.real",
        "[1, 2][0]",
        "(lambda: 1)()",
        "f'{w}'",
        "'a' * 9",
        "open(w)",
        "sqrt",
        "x",
        "w = 3",
        "w; h",
        "w,",
        "True",
        "1 if w else 2 if",
        "",
        "rand()",
        "sqrt(x=1)",
        "w @ h",
        "w % 3",
        "w << 3",
        "{w}",
        "[w for w in h]",
        "9" * 400,
        "1e400",
        "1j",
        "w in h",
        "...",
        "w is h",
        "(w := 3)",
        "sqrt(*w)",
        "max.__class__",
    ],
)
def test_anything_but_arithmetic_is_refused(text):
    """Could a bank run code, read a file, or loop?"""
    with pytest.raises(FormulaError):
        Formula(text, NUMBERS).value(NUMBERS)


def test_a_formula_has_a_length_that_a_person_can_read():
    """Is the longest formula worked out, and a longer one refused for its length alone?"""
    longest = ("w" + " + 1" * 74).ljust(LONGEST)
    assert Formula(longest, NUMBERS).value(NUMBERS) == 88
    with pytest.raises(FormulaError, match=f"longer than {LONGEST} characters"):
        Formula(longest + " ", NUMBERS)


@pytest.mark.parametrize("text", ["round(w, step=5)", "w(h)", "sqrt(16)(9)"])
def test_a_call_of_no_function_is_refused_when_the_formula_is_read(text):
    """Does an author hear what can be called before any number is worked out, also of an argument by name?"""
    with pytest.raises(FormulaError, match="can be called"):
        Formula(text, NUMBERS)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("w / (h - 95)", "divides by zero"),
        ("sqrt(w - h)", "negative"),
        ("w ** 10", "a power must be"),
        ("w ** -10", "a power must be"),
        ("w ** 0.5", "a power must be"),
        ("w > 3", "yes or no"),
        ("round(w, 0)", "above 0"),
        ("sqrt(w, h)", "argument"),
        ("0 ** -1", "divides by zero"),
        ("w; h", "'w; h' is not one formula"),
    ],
)
def test_formula_without_an_answer_says_why(text, reason):
    """Is a result that does not exist told to the author in words?"""
    with pytest.raises(FormulaError, match=reason):
        Formula(text, NUMBERS).value(NUMBERS)


def test_condition_must_compare():
    """Is a number in the place of a condition refused?"""
    assert Formula("w > 12 and not h < 3", NUMBERS).holds(NUMBERS)
    with pytest.raises(FormulaError, match="compares"):
        Formula("w", NUMBERS).holds(NUMBERS)


def test_a_learner_reads_the_formula_with_their_own_numbers():
    """Is the sum readable, and free of program signs?"""
    assert Formula("sqrt(h*w/3600)", NUMBERS).with_numbers(NUMBERS) == "√(95 × 14 ÷ 3600)"
    assert Formula("(w - 0.00001) ** 2", NUMBERS).with_numbers(NUMBERS) == "(14 − 0.00001)^2"


@given(decimals, st.sampled_from(["0.01", "0.5", "5", "0.25", "1", "1000"]), st.sampled_from(sorted(RULES)))
def test_rounding_is_that_of_decimals(value, step, rule):
    """Does every rule round as the decimal standard does, to any step?"""
    steps = (value / Decimal(step)).quantize(Decimal(1), rounding=DECIMAL_RULES[rule])
    assert to_step(Fraction(value), Fraction(step), rule) == Fraction(steps) * Fraction(step)


@given(st.integers(-10_000, 10_000), st.sampled_from(["0.01", "0.5", "5", "0.1"]))
def test_a_tie_goes_where_the_rule_says(count, step):
    """Is exactly a half decided by the rule: away from zero, to even, or cut?"""
    step = Fraction(step)
    tie, low, high = (count + Fraction(1, 2)) * step, count * step, (count + 1) * step
    away, near = (high, low) if tie > 0 else (low, high)
    assert to_step(tie, step, "half-up") == to_step(tie, step, "up") == away
    assert to_step(tie, step, "down") == near
    assert to_step(tie, step, "half-even") == (low if count % 2 == 0 else high)


@given(st.integers(0, 10**6), st.sampled_from(["0.01", "0.5", "1"]))
def test_a_tie_behind_two_square_roots_is_still_a_tie(count, step):
    """Is sqrt(a) * sqrt(a), which no computer gets quite right, rounded as a?"""
    tie = (count + Fraction(1, 2)) * Fraction(step)
    rooted = square_root(tie / 7) * square_root(tie * 7)
    assert to_step(rooted, Fraction(step), "half-up") == to_step(tie, Fraction(step), "half-up")
    assert to_step(rooted * 2, tie * 2, "down") == tie * 2 or tie == 0


@given(st.fractions(min_value=0, max_value=10**6, max_denominator=10**4) | st.integers(0, 50).map(Fraction))
@example(Fraction(2))
def test_square_root_squares_back(value):
    """Is a root exact where it can be, and right to 30 places elsewhere?"""
    assert abs(square_root(value) ** 2 - value) < Fraction(1, 10**30)
    assert square_root(value**2) == value


@given(decimals)
def test_plain_numbers_have_no_exponent_and_no_trailing_zero(value):
    """Can 5.0 never be read as 50, nor 1e-6 as 16?"""
    text = plain(Fraction(value))
    assume(value)
    assert Decimal(text) == value and "e" not in text.lower()
    assert "." not in text or not text.endswith(("0", "."))
