"""The set-up: done once, repeated only when something changed, plain words when it cannot be done."""

import importlib.util
import subprocess
import sys

import pytest


@pytest.fixture
def bootstrap(root, tmp_path, monkeypatch):
    """bootstrap.py as a module, pointed at a folder of its own."""
    spec = importlib.util.spec_from_file_location("bootstrap_under_test", root / "bootstrap.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("requirements.lock", "pyproject.toml"):
        (tmp_path / name).write_text(name)
    monkeypatch.setattr(module, "HERE", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "nbcare-installed.txt")
    (tmp_path / ".venv").mkdir()
    return module


def test_a_second_start_installs_nothing(bootstrap, monkeypatch):
    """Does the second start go straight to the command, without the network?"""
    bootstrap.STAMP.write_text(bootstrap.wanted())
    monkeypatch.setattr(bootstrap, "install", lambda: pytest.fail("it installed again"))
    monkeypatch.setattr(bootstrap, "run", lambda words: 7)
    assert bootstrap.main(["start"]) == 7


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml"])
def test_a_changed_lock_means_a_new_set_up(bootstrap, monkeypatch, changed):
    """Is the set-up done again after an update of the course?"""
    bootstrap.STAMP.write_text(bootstrap.wanted())
    (bootstrap.HERE / changed).write_text("newer")
    done = []
    monkeypatch.setattr(bootstrap, "install", lambda: done.append(True))
    monkeypatch.setattr(bootstrap, "run", lambda words: 0)
    assert bootstrap.main(["start"]) == 0 and done == [True]


def test_a_python_that_is_too_old_is_refused_in_plain_words(bootstrap, monkeypatch, capsys):
    """Is a ward PC's old Python told so, before anything is made?"""
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))
    assert bootstrap.main(["start"]) == 1
    assert "needs Python 3.11" in capsys.readouterr().err


def test_a_set_up_that_breaks_off_is_not_taken_for_done(bootstrap, monkeypatch, capsys):
    """Is a set-up without network told so, and tried again next time?"""

    def fail():
        raise subprocess.CalledProcessError(1, ["pip"])

    monkeypatch.setattr(bootstrap, "install", fail)
    assert bootstrap.main(["start"]) == 1
    assert "Is the network up?" in capsys.readouterr().err and not bootstrap.STAMP.exists()


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (PermissionError(13, "in use"), "Close every program"),
        (subprocess.CalledProcessError(1, ["python3", "-m", "ensurepip"]), "python3-venv"),
    ],
)
def test_a_set_up_that_cannot_be_done_says_what_helps(bootstrap, monkeypatch, capsys, error, says):
    """Is a locked folder or an incomplete Python explained, without a traceback?"""

    def fail():
        raise error

    monkeypatch.setattr(bootstrap, "install", fail)
    assert bootstrap.main(["start"]) == 1
    assert says in capsys.readouterr().err


def test_the_test_command_runs_the_test_script(bootstrap, monkeypatch):
    """Does `make test` run tests/run.py, and every other word nbcare?"""
    seen = []

    class Done:
        returncode = 0

    monkeypatch.setattr(bootstrap.subprocess, "run", lambda command, **_: seen.append(command) or Done)
    bootstrap.run(["test", "-k", "x"])
    bootstrap.run(["build", "--check"])
    assert seen[0][1].endswith("run.py") and seen[0][2:] == ["-k", "x"]
    assert seen[1][1:] == ["-m", "nbcare", "build", "--check"]


def test_a_folder_with_any_name_can_be_remembered(bootstrap, monkeypatch, tmp_path):
    """Is a course below a home like Łukasz remembered as set up, whatever the system's own code page is?"""
    written = []
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / "no" / "python")  # as on a machine without .venv
    monkeypatch.setattr(type(bootstrap.STAMP), "write_text", lambda self, text, **how: written.append(how))
    monkeypatch.setattr(bootstrap.subprocess, "run", lambda *_, **__: None)
    monkeypatch.setattr(bootstrap.venv, "create", lambda *_, **__: None)
    bootstrap.install()
    assert written == [{"encoding": "utf-8"}]
