"""`make test` without a browser: said loudly, and a failure where nobody reads."""

import importlib.util
import subprocess
from types import SimpleNamespace

import pytest


@pytest.fixture
def runner(root, monkeypatch):
    """tests/run.py on a machine without any Chromium; the pytest command is noted, not run."""
    spec = importlib.util.spec_from_file_location("run_under_test", root / "tests" / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    commands = []
    monkeypatch.setattr(module.browsers, "find", lambda: None)
    monkeypatch.setattr(module.browsers, "install", lambda: None)
    monkeypatch.setattr(module, "compiled", lambda: True)
    monkeypatch.setattr(
        subprocess, "run", lambda command, **_: commands.append(command) or SimpleNamespace(returncode=0)
    )
    return SimpleNamespace(main=module.main, commands=commands, browsers=module.browsers, module=module)


def test_without_a_browser_the_rest_runs_and_the_gap_is_said_loudly(runner, monkeypatch, capsys):
    """Can nobody take a run without browser tests for a full one?"""
    monkeypatch.delenv("CI", raising=False)
    assert runner.main([]) == 0
    assert runner.commands[0][-2:] == ["-m", "not whole and not browser"]
    assert capsys.readouterr().err.count("NO BROWSER") == 2


def test_without_a_browser_continuous_integration_fails(runner, monkeypatch):
    """Is a missing browser a failure in CI?"""
    monkeypatch.setenv("CI", "true")
    assert runner.main([]) == 1 and runner.commands == []


def test_with_a_browser_everything_runs(runner, monkeypatch):
    """Are the browser tests part of the run when there is a browser?"""
    monkeypatch.setattr(runner.browsers, "find", lambda: "/some/chromium")
    assert runner.main([]) == 0 and runner.commands[0][-2:] == ["-m", "not whole"]


def test_the_quick_tests_ask_for_no_browser(runner, monkeypatch):
    """Does `make quick` run the quick tests where no browser is, even in CI?"""
    monkeypatch.setenv("CI", "true")
    assert runner.main(["quick"]) == 0 and runner.main(["quick", "tests/scoring"]) == 0
    assert [command[command.index("-m", 3) + 1] for command in runner.commands] == ["quick and not whole"] * 2
    assert runner.commands[0][-1] == "tests" and runner.commands[1][-1] == "tests/scoring"


def test_the_whole_tier_runs_by_its_own_word_only(runner, monkeypatch):
    """Is it neither part of `make test`, nor left out of `make test-whole`?"""
    monkeypatch.setattr(runner.browsers, "find", lambda: "/some/chromium")
    assert runner.main(["whole"]) == 0 and runner.main([]) == 0 and runner.main(["quick"]) == 0
    assert runner.commands[0][-1] == "tests/whole" and runner.commands[1][-2:] == ["-m", "whole"]
    assert all("--ignore=tests/whole" in command for command in runner.commands[1:])


def test_of_what_is_named_everything_runs(runner, monkeypatch):
    """Does a developer who names a file get all its tests, those of the whole tier too?"""
    monkeypatch.setattr(runner.browsers, "find", lambda: "/some/chromium")
    assert runner.main(["tests/hub"]) == 0 and runner.main(["whole", "tests/lab"]) == 0
    assert all("-m" not in command[3:] for command in runner.commands)


def test_the_tests_of_a_fresh_clone_are_compiled_once_before_the_workers_start(runner, monkeypatch):
    """Does one process compile the tests before the workers start, and only when no compiled tests exist?"""
    monkeypatch.setattr(runner.browsers, "find", lambda: "/some/chromium")
    monkeypatch.setattr(runner.module, "compiled", lambda: False)
    assert runner.main([]) == 0 and len(runner.commands) == 2
    assert "--collect-only" in runner.commands[0] and "-n" not in runner.commands[0]
