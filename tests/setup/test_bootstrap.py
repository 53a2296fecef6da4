"""The set-up: done once, repeated only when something changed, plain words when it cannot be done."""

import importlib.util
import os
import signal
import subprocess
import sys

import pytest

LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-docs.lock", "pyproject.toml")


@pytest.fixture
def bootstrap(root, tmp_path, monkeypatch):
    """bootstrap.py as a module, pointed at a folder of its own."""
    spec = importlib.util.spec_from_file_location("bootstrap_under_test", root / "bootstrap.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in LOCKS:
        (tmp_path / name).write_text(name)
    monkeypatch.setattr(module, "HERE", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "nbcare-installed.txt")
    (tmp_path / ".venv").mkdir()
    return module


def remember(bootstrap, *groups):
    """Leave .venv as if these groups had been installed."""
    bootstrap.STAMP.write_text("\n".join(map(bootstrap.wanted, groups)))


@pytest.fixture
def started(bootstrap, monkeypatch):
    """What main() installs and runs, noted in order in place of being done."""
    done = []
    monkeypatch.setattr(bootstrap, "install", done.append)
    monkeypatch.setattr(bootstrap, "run", lambda words: done.append(tuple(words)) or 0)
    return done


def test_a_second_start_installs_nothing(bootstrap, started):
    """Does the second start go straight to the command, without the network?"""
    remember(bootstrap, "course")
    assert bootstrap.main(["start"]) == 0
    assert started == [("start",)]


@pytest.mark.parametrize("word", ["start", "serve", "teach", "build", "check", "results"])
def test_a_learner_installs_the_course_only(bootstrap, started, word):
    """Does no word of a nurse or an instructor fetch the tests or the documentation?"""
    assert bootstrap.main([word]) == 0
    assert started == ["course", (word,)]


@pytest.mark.parametrize(
    ("word", "group"), [("quick", "test"), ("test", "test"), ("test-whole", "test"), ("lint", "test"), ("docs", "docs")]
)
def test_a_developers_word_adds_its_group(bootstrap, started, word, group):
    """Does each developer's word add what it needs to the course that is there, once?"""
    remember(bootstrap, "course")
    assert bootstrap.main([word]) == 0
    remember(bootstrap, "course", group)
    assert bootstrap.main([word]) == 0
    assert started == [group, (word,), (word,)]


def test_no_words_mean_start(bootstrap, started):
    """Does a double click on bootstrap.py open the course?"""
    assert bootstrap.main([]) == 0
    assert started == ["course", ("start",)]


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml"])
def test_a_changed_lock_means_a_new_set_up(bootstrap, started, changed):
    """Is the set-up done again after an update of the course?"""
    remember(bootstrap, "course")
    (bootstrap.HERE / changed).write_text("newer")
    assert bootstrap.main(["start"]) == 0
    assert started == ["course", ("start",)]


def test_a_changed_test_lock_leaves_the_course_alone(bootstrap, started):
    """Does a newer test lock cost a nurse nothing, and a developer the tests only?"""
    remember(bootstrap, "course", "test")
    (bootstrap.HERE / "requirements-test.lock").write_text("newer")
    assert bootstrap.main(["start"]) == bootstrap.main(["quick"]) == 0
    assert started == [("start",), "test", ("quick",)]


@pytest.fixture
def pip(bootstrap, monkeypatch):
    """The commands that install() would run, on a machine without .venv."""
    commands = []
    monkeypatch.setattr(bootstrap, "PYTHON", bootstrap.VENV / "no" / "python")
    monkeypatch.setattr(bootstrap.subprocess, "run", lambda command, **_: commands.append(command))
    monkeypatch.setattr(bootstrap.venv, "create", lambda *_, **__: None)
    return commands


def test_adding_a_group_remembers_the_others(bootstrap, pip):
    """Does the stamp name each group that .venv holds, in whatever order they were added?"""
    for group in ("course", "docs", "test"):
        bootstrap.install(group)
    assert set(bootstrap.installed()) == {bootstrap.wanted(group) for group in ("course", "docs", "test")}


def test_a_group_that_no_longer_holds_is_forgotten(bootstrap, pip):
    """Is a test set-up of an older lock installed anew, and never taken for the present one?"""
    for group in ("course", "test"):
        bootstrap.install(group)
    (bootstrap.HERE / "requirements.lock").write_text("newer")
    bootstrap.install("course")
    assert bootstrap.installed() == [bootstrap.wanted("course")]


def test_every_package_is_installed_by_its_hash(bootstrap, pip):
    """Does pip install locked and hashed files only, and nothing of another group?"""
    for group in ("course", "test", "docs"):
        bootstrap.install(group)
    locks = [command for command in pip if "--requirement" in command]
    assert [command[-1].rpartition("requirements")[2] for command in locks] == [".lock", "-test.lock", "-docs.lock"]
    assert all("--require-hashes" in command for command in locks)
    rest = [command for command in pip if command not in locks]
    assert len(rest) == 1 and "--no-deps" in rest[0] and rest[0][-1] == str(bootstrap.HERE)


def test_a_python_that_is_too_old_is_refused_in_plain_words(bootstrap, monkeypatch, capsys):
    """Is a ward PC's old Python told so, before anything is made?"""
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))
    assert bootstrap.main(["start"]) == 1
    assert "needs Python 3.11" in capsys.readouterr().err


@pytest.mark.parametrize(("version", "refused"), [((3, 11, 9), True), ((3, 12, 1), False)])
def test_windows_on_arm_is_told_which_python_needs_no_compiler(
    bootstrap, started, monkeypatch, capsys, version, refused
):
    """Is a nurse on such a PC told which Python to install, before a compiler is missed?"""
    monkeypatch.setattr(bootstrap.sysconfig, "get_platform", lambda: "win-arm64")
    monkeypatch.setattr(sys, "version_info", version)
    assert bootstrap.main(["start"]) == (1 if refused else 0)
    said = capsys.readouterr().err
    assert ("needs Python 3.12 or 3.13 on Windows on ARM" in said) == refused and (started == []) == refused


def test_a_set_up_that_breaks_off_is_not_taken_for_done(bootstrap, monkeypatch, capsys):
    """Is a set-up without network told so, and tried again next time?"""

    def fail(group):
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

    def fail(group):
        raise error

    monkeypatch.setattr(bootstrap, "install", fail)
    assert bootstrap.main(["start"]) == 1
    assert says in capsys.readouterr().err


class Done:
    """A program that has ended well."""

    @staticmethod
    def wait() -> int:
        return 0


@pytest.fixture(autouse=True)
def _usual_signals():
    """Put back what a run of bootstrap.py makes of signals."""
    usual = {each: signal.getsignal(each) for each in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM))}
    yield
    for each, handler in usual.items():
        signal.signal(each, handler)


@pytest.mark.skipif(sys.platform == "win32", reason="signals end programs otherwise there")
@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGHUP])
def test_who_ends_the_set_up_ends_the_course(root, tmp_path, by):
    """Does nothing go on, and hold its port, after `make serve` was ended or its terminal closed?"""
    program = tmp_path / "program.py"
    program.write_text("import os, sys\nprint(os.getpid(), flush=True)\nsys.stdin.read()\n", encoding="utf-8")
    run = (
        "import bootstrap, pathlib, sys\n"
        "bootstrap.PYTHON, bootstrap.HERE = sys.executable, pathlib.Path(sys.argv[1])\n"
        "bootstrap.DEVELOPER_WORDS = {'own': ('course', ('program.py',))}\n"
        "sys.exit(bootstrap.run(['own']))\n"
    )
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": root}
    with subprocess.Popen([sys.executable, "-c", run, str(tmp_path)], **pipes) as outer:
        inner = int(outer.stdout.readline())
        outer.send_signal(by)
        assert outer.wait(60) == 128 + by
        with pytest.raises(ProcessLookupError):
            os.kill(inner, 0)


def test_a_developers_word_runs_its_script(bootstrap, monkeypatch, root):
    """Do the test words run tests/run.py with the tier's name, lint and docs their scripts, and every other word nbcare?"""
    seen = []

    monkeypatch.setattr(bootstrap.subprocess, "Popen", lambda command, **_: seen.append(command[1:]) or Done)
    words = (["test", "-k", "x"], ["quick"], ["test-whole"], ["lint"], ["docs"], ["build", "--check"])
    for command in words:
        bootstrap.run(command)
    here = bootstrap.HERE
    run = str(here / "tests" / "run.py")
    assert seen == [
        [run, "-k", "x"],
        [run, "quick"],
        [run, "whole"],
        [str(here / "tests" / "lint.py")],
        [str(here / "docs" / "build.py")],
        ["-m", "nbcare", "build", "--check"],
    ]
    assert all((root / script).is_file() for _, (script, *_) in bootstrap.DEVELOPER_WORDS.values())


def test_what_python_compiled_is_kept_for_the_next_start(bootstrap, monkeypatch):
    """Where Python is told to keep no compiled files: does the course keep its own, which the set-up left out?"""
    seen = []

    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setattr(bootstrap.subprocess, "Popen", lambda _, env, **__: seen.append(env) or Done)
    bootstrap.run(["start"])
    assert "PYTHONDONTWRITEBYTECODE" not in seen[0]


def test_make_has_each_word(bootstrap, root):
    """Is each developer's word in the Makefile, so that nobody has to know the script?"""
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    assert [word for word in bootstrap.DEVELOPER_WORDS if f"bootstrap.py {word}\n" not in makefile] == []


def test_a_folder_with_any_name_can_be_remembered(bootstrap, pip, monkeypatch):
    """Is a course below a home like Łukasz remembered as set up, whatever the system's own code page is?"""
    written = []
    monkeypatch.setattr(type(bootstrap.STAMP), "write_text", lambda self, text, **how: written.append(how))
    bootstrap.install("course")
    assert written == [{"encoding": "utf-8"}]
