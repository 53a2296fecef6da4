"""Read a formula from a bank and work it out exactly; nothing but arithmetic is understood."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from fractions import Fraction
from math import isqrt
from typing import Any

from simpleeval import InvalidExpression, SimpleEval

from nbcare.questions.variants.rounding import plain, to_step

LONGEST = 300
"""Characters in a formula."""
HIGHEST_POWER = 9
_ROOT_PLACES = 40
_SIGNS = {" * ": " × ", " / ": " ÷ ", " - ": " − ", " ** ": "^", "sqrt(": "√("}


class FormulaError(ValueError):
    """Say what in a formula is not understood, or why it has no answer."""


def square_root(value: Fraction) -> Fraction:
    """Take the square root: exact when it is a fraction, else cut off after 40 places; raise FormulaError."""
    if value < 0:
        raise FormulaError("the square root of a negative number")
    scale = 10**_ROOT_PLACES
    whole = Fraction(isqrt(value.numerator), isqrt(value.denominator))
    if whole**2 == value:
        return whole
    return Fraction(isqrt(value.numerator * value.denominator * scale**2), value.denominator * scale)


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if exponent.denominator != 1 or abs(exponent) > HIGHEST_POWER:
        raise FormulaError(f"a power must be a whole number up to {HIGHEST_POWER}")
    return base**exponent.numerator


def _rounding(rule: str) -> Callable[..., Fraction]:
    return lambda value, step=Fraction(1): to_step(value, step, rule)


FUNCTIONS = {
    "sqrt": square_root,
    "min": min,
    "max": max,
    "abs": abs,
    "round": _rounding("half-up"),
    "round_half_even": _rounding("half-even"),
    "round_down": _rounding("down"),
    "round_up": _rounding("up"),
}
_OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: _power,
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
    ast.Not: operator.not_,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_PARTS = (ast.Name, ast.Constant, ast.UnaryOp, ast.BinOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Call)
_GRAMMAR = (*_PARTS, *_OPERATORS, ast.And, ast.Or, ast.Load)


class _Exact(SimpleEval):
    """Evaluate with fractions in the place of binary floats."""

    def __init__(self, numbers: Mapping[str, Fraction]) -> None:
        super().__init__(operators=_OPERATORS, functions=FUNCTIONS, names=dict(numbers))
        self.nodes: dict[type[ast.AST], Any] = {part: how for part, how in self.nodes.items() if part in _PARTS}
        self.nodes[ast.Constant] = lambda node: _exact(node.value)


class Formula:
    """One formula over named parameters; raises FormulaError when it is not one."""

    def __init__(self, text: str, names: Collection[str]) -> None:
        self.text, self._tree = text, _parsed(text)
        for node in ast.walk(self._tree):
            _refuse(node, names)

    def value(self, numbers: Mapping[str, Fraction]) -> Fraction:
        """Work the formula out for these numbers; raise FormulaError when it has no answer."""
        answer = self._worked_out(numbers)
        if not isinstance(answer, Fraction):
            raise FormulaError("the formula gives yes or no, not a number")
        return answer

    def holds(self, numbers: Mapping[str, Fraction]) -> bool:
        """Tell whether a condition is true for these numbers."""
        answer = self._worked_out(numbers)
        if not isinstance(answer, bool):
            raise FormulaError("a condition compares, for example weight > 12")
        return answer

    def with_numbers(self, numbers: Mapping[str, Fraction]) -> str:
        """Write the formula with a learner's own numbers in it."""
        shown = ast.unparse(_Written(numbers).visit(_parsed(self.text)))
        for sign, better in _SIGNS.items():
            shown = shown.replace(sign, better)
        return shown

    def _worked_out(self, numbers: Mapping[str, Fraction]) -> object:
        try:
            return _Exact(numbers).eval(self.text, previously_parsed=self._tree)
        except ZeroDivisionError:
            raise FormulaError("it divides by zero") from None
        except (InvalidExpression, TypeError, ValueError, OverflowError) as error:
            raise FormulaError(str(error)) from None


class _Written(ast.NodeTransformer):
    def __init__(self, numbers: Mapping[str, Fraction]) -> None:
        self._numbers = numbers

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(id=plain(self._numbers[node.id])) if node.id in self._numbers else node

    def visit_Constant(self, node: ast.Constant) -> ast.Name:
        return ast.Name(id=plain(_exact(node.value)))


def _parsed(text: str) -> ast.AST:
    if len(text) > LONGEST:
        raise FormulaError(f"longer than {LONGEST} characters")
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise FormulaError(f"{text!r} is not one formula") from None


def _refuse(node: ast.AST, names: Collection[str]) -> None:
    if not isinstance(node, _GRAMMAR):
        raise FormulaError(f"{type(node).__name__} has no place in a formula")
    if isinstance(node, ast.Name) and node.id not in names and node.id not in FUNCTIONS:
        raise FormulaError(f"{node.id} is neither a parameter nor one of {', '.join(FUNCTIONS)}")
    if isinstance(node, ast.Call) and (node.keywords or getattr(node.func, "id", "") not in FUNCTIONS):
        raise FormulaError(f"only {', '.join(FUNCTIONS)} can be called")
    if isinstance(node, ast.Constant):
        _exact(node.value)


def _exact(value: object) -> Fraction:
    """Take a written number for the decimal it is, not for the float nearest to it."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != value or abs(value) > 1e12:
        raise FormulaError(f"{value!r} is not a number that a formula may hold")
    return Fraction(Decimal(repr(value)))
