"""`make test`: a missing browser and an unsteady test are said loudly, and a bug stays a failure."""

import importlib.util
import os
import subprocess
from types import SimpleNamespace

import pytest


def load(root):
    """Return tests/run.py as a module of its own."""
    spec = importlib.util.spec_from_file_location("run_under_test", root / "tests" / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def runner(root, monkeypatch):
    """tests/run.py on a machine without any Chromium; the pytest command is noted, not run."""
    module, commands = load(root), []
    monkeypatch.setattr(module.browsers, "find", lambda: None)
    monkeypatch.setattr(module.browsers, "install", lambda: None)
    monkeypatch.setattr(subprocess, "run", lambda command, **_: commands.append(command) or SimpleNamespace(returncode=0))
    return SimpleNamespace(main=module.main, commands=commands, browsers=module.browsers)


def test_without_a_browser_the_rest_runs_and_the_gap_is_said_loudly(runner, monkeypatch, capsys):
    """Can nobody take a run without browser tests for a full one?"""
    monkeypatch.delenv("CI", raising=False)
    assert runner.main([]) == 0
    assert runner.commands[0][-2:] == ["-m", "not browser"]
    assert capsys.readouterr().err.count("NO BROWSER") == 2


def test_without_a_browser_continuous_integration_fails(runner, monkeypatch):
    """Is a missing browser a failure in CI?"""
    monkeypatch.setenv("CI", "true")
    assert runner.main([]) == 1 and runner.commands == []


def test_with_a_browser_everything_runs(runner, monkeypatch):
    """Are the browser tests part of the run when there is a browser?"""
    monkeypatch.setattr(runner.browsers, "find", lambda: "/some/chromium")
    assert runner.main([]) == 0 and "not browser" not in runner.commands[0]


ONCE = """
from pathlib import Path

import pytest


def test_one():
    marks = Path(__file__).with_name("tried.txt")
    tried = len(marks.read_text()) if marks.is_file() else 0
    marks.write_text("x" * (tried + 1))
    assert tried >= {}


@pytest.mark.parametrize("number", range({}))
def test_many(number):
    assert False
"""


@pytest.mark.parametrize(
    ("first_good_try", "broken", "status", "tries"),
    [(0, 0, 0, 1), (1, 0, 0, 2), (2, 0, 1, 2), (1, 1, 1, 2), (1, 5, 1, 1)],
    ids=["steady", "unsteady", "broken", "one of two broken", "too many to be an accident"],
)
def test_what_fails_beside_others_is_asked_once_more_alone(root, tmp_path, capfd, first_good_try, broken, status, tries):
    """Does a test that fails twice fail the run, and is one that passes alone told loudly?"""
    module = load(root)
    module.ROOT = tmp_path
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    (tmp_path / "test_once.py").write_text(ONCE.format(first_good_try, broken), encoding="utf-8")
    few_plugins = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_PLUGINS": "xdist.plugin"}
    assert module.run(["test_once.py"], {**os.environ, **few_plugins, "NBCARE_WORKERS": "1"}) == status
    assert len((tmp_path / "tried.txt").read_text(encoding="utf-8")) == tries
    assert ("UNSTEADY" in capfd.readouterr().err) == (status == 0 and tries == 2)
