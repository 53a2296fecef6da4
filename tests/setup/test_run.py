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
    monkeypatch.setattr(
        subprocess, "run", lambda command, **_: commands.append(command) or SimpleNamespace(returncode=0)
    )
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
