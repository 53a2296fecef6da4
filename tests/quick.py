"""Tell which tests are quick: those that start no other program, neither by themselves nor through fixtures and helpers."""

import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

import pytest

HERE = Path(__file__).resolve().parent
STARTS = {"subprocess", "multiprocessing", "playwright", "nbgrader"}
"""Packages that a quick test does not reach: they start a program, a browser, or nbgrader."""


def is_quick(item: pytest.Item) -> bool:
    """Tell whether a test drives no browser, and neither its code nor that of its fixtures starts a program."""
    if item.get_closest_marker("browser") or not isinstance(item, pytest.Function):
        return False
    fixtures = [each.func for defined in item._fixtureinfo.name2fixturedefs.values() for each in defined]
    return not any(map(starts, [item.function, *fixtures]))


@cache
def starts(function) -> bool:
    """Tell whether a function starts a program, directly or through other functions of the tests."""
    return any(map(_is_start, _reached(function)))


def _is_start(value: object) -> bool:
    if value is getattr(os, "fork", None):
        return True
    name = value.__name__ if isinstance(value, ModuleType) else getattr(value, "__module__", value)
    return isinstance(name, str) and name.partition(".")[0] in STARTS


def _reached(function, seen: set | None = None) -> Iterator[object]:
    """Yield every global that a function names, and those that the functions of the tests named there do."""
    seen = set() if seen is None else seen
    function = getattr(function, "__func__", function)
    if not isinstance(function, FunctionType) or function in seen or not _is_of_the_tests(function.__code__):
        return
    seen.add(function)
    for value in _named(function):
        yield value
        for each in vars(value).values() if isinstance(value, type) else [value]:
            yield from _reached(each, seen)


def _named(function: FunctionType) -> Iterator[object]:
    """Yield what a function's code names: globals, and what it takes from a module that is one of them."""
    for code in _codes(function.__code__):
        yield from STARTS.intersection(name.partition(".")[0] for name in code.co_names)  # imported within it
        held = {**sys.modules, **function.__globals__}  # a module may be imported within a function
        values = [held[name] for name in code.co_names if name in held]
        yield from values
        for module in values:
            if isinstance(module, ModuleType):
                yield from (vars(module)[name] for name in code.co_names if name in vars(module))
    for cell in function.__closure__ or ():
        yield cell.cell_contents


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _is_of_the_tests(code: CodeType) -> bool:
    return Path(code.co_filename).is_relative_to(HERE)
