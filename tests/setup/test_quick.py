"""Which tests are quick follows from what they do: nobody keeps a list."""

import os
import subprocess

import pytest
from quick import starts

from nbcare.questions import scoring


def _asks():
    return scoring.KINDS


def _starts():
    return subprocess.run(["true"])


def _imports_within():
    from playwright.sync_api import sync_playwright

    return sync_playwright


def _forks():
    return os.fork()


def _calls_a_helper():
    return _starts()


def _calls_a_helper_within():
    return [_starts() for _ in range(2)]


class _Helper:
    def go(self):
        return _starts()


def _makes_a_helper():
    return _Helper().go()


@pytest.mark.parametrize(
    "function", [_starts, _imports_within, _forks, _calls_a_helper, _calls_a_helper_within, _makes_a_helper]
)
def test_what_starts_a_program_is_not_quick(function):
    """Is a start found in the function itself, in its helpers and in their classes?"""
    assert starts(function)


def test_what_starts_nothing_is_quick():
    """Is everything else quick, without anybody saying so?"""
    assert not starts(_asks)


def test_a_test_of_a_browser_is_not_quick(request):
    """Are the marks given, and are they right for a test that is known: this one?"""
    assert request.node.get_closest_marker("quick") and not request.node.get_closest_marker("browser")
