"""What questions and answers hand on cannot be changed by whoever takes it."""

import pkgutil
from dataclasses import is_dataclass
from importlib import import_module

import pytest

from nbcare import answers, questions

MODULES = [
    each.name
    for package in (answers, questions)
    for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
]


@pytest.mark.parametrize("name", MODULES)
def test_a_record_is_frozen(name):
    """Is a score, a saved answer or a kind the same for everybody who holds it?"""
    records = [each for each in vars(import_module(name)).values() if is_record(each)]
    assert [each.__name__ for each in records if not each.__dataclass_params__.frozen] == []


def is_record(value):
    """Tell whether this is a dataclass that holds data; Python writes to an exception when it is raised."""
    return isinstance(value, type) and is_dataclass(value) and not issubclass(value, BaseException)
