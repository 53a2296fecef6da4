"""`make lint`: every check runs, a failure is kept, and a gap is said loudly or fails where nobody reads."""

import importlib.util
from types import SimpleNamespace

import pytest
import yaml


@pytest.fixture
def lint(root, monkeypatch):
    """tests/lint.py with its checks noted, not run; `fails` names those that fail, `missing` what is not installed."""
    spec = importlib.util.spec_from_file_location("lint_under_test", root / "tests" / "lint.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    seen = SimpleNamespace(main=module.main, ran=[], fails=set(), missing=set())
    monkeypatch.setattr(module.shutil, "which", lambda name: None if name in seen.missing else name)

    def run(command, **_):
        words = " ".join(command)
        seen.ran.append(words)
        return SimpleNamespace(returncode=int(words in seen.fails))

    monkeypatch.setattr(module.subprocess, "run", run)
    monkeypatch.delenv("CI", raising=False)
    return seen


def test_every_check_runs(lint):
    """Are style, types and layers of both languages looked at?"""
    assert lint.main() == 0
    assert {"ruff check .", "ruff format --check .", "mypy", "lint-imports"} <= set(lint.ran)
    assert {"npx --no tsc -- -p .", "npx --no biome -- ci ."} <= set(lint.ran)


@pytest.mark.parametrize("check", ["ruff check .", "mypy", "lint-imports", "npx --no biome -- ci ."])
def test_a_failure_is_kept_and_the_others_still_run(lint, check, capsys):
    """Does one failing check fail the whole, without hiding what the others would say?"""
    lint.main()
    everything = list(lint.ran)
    lint.ran.clear()
    lint.fails.add(check)
    assert lint.main() == 1 and lint.ran == everything
    assert f"Failed: {check}" in capsys.readouterr().out


def test_a_missing_tool_is_a_failure(lint, capsys):
    """Can a check that is not installed never pass?"""
    lint.missing.add("mypy")
    assert lint.main() == 1
    assert "mypy is not installed" in capsys.readouterr().err


def test_without_node_the_gap_is_said(lint, capsys):
    """Is a developer without Node told what was not checked, and may go on?"""
    lint.missing |= {"npm", "npx"}
    assert lint.main() == 0
    assert "NOT checked" in capsys.readouterr().err


def test_without_node_continuous_integration_fails(lint, monkeypatch):
    """Is a missing Node a failure in CI?"""
    lint.missing |= {"npm", "npx"}
    monkeypatch.setenv("CI", "true")
    assert lint.main() == 1


def test_hooks_are_local_and_installed_by_us(root):
    """Does a commit fetch nothing, and call only tools that `make lint` has installed?"""
    repos = yaml.safe_load((root / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    assert [repo["repo"] for repo in repos] == ["local"]
    hooks = repos[0]["hooks"]
    assert {hook["language"] for hook in hooks} == {"system"}
    assert {hook["entry"].split()[0] for hook in hooks} <= {"ruff", "mypy", "lint-imports", "npx", "nbcare"}
    assert all("npx" not in hook["entry"] or "--no" in hook["entry"] for hook in hooks)


def test_continuous_integration_runs_each_check(root):
    """Does .ci/run run every word that the contributing guide asks for, with missing tools as failures?"""
    script = (root / ".ci" / "run").read_text(encoding="utf-8")
    commands = ("make lint", "make test", "make test-whole", "nbcare build --check", "nbcare check", "make docs")
    assert "export CI=true" in script and [word for word in commands if word not in script] == []
