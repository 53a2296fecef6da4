"""Rights of files: what a run makes is for its own account, and nbgrader's exchange is for all."""

import functools
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import made
import pytest
from nbgrader.apps.nbgraderapp import NbGraderApp

from nbcare.answers import files, layout
from nbcare.content import course as courses
from nbcare.state import ready, rights

if sys.platform == "win32":
    pytest.skip("Windows has no rights for others to take away", allow_module_level=True)
import pwd

pytestmark = pytest.mark.whole

SRC = Path(__file__).parents[2] / "src"


def open_to_others(folder: Path, but: Path | None = None) -> list[str]:
    """Return what another account can reach below a folder."""
    found = []
    for path in sorted(folder.iterdir()):
        mode = stat.S_IMODE(path.lstat().st_mode)
        if path == but or path.is_symlink() or not mode & 0o077:
            continue
        if path.is_dir():
            found += [str(path), *open_to_others(path)] if mode & 0o011 else []
        else:
            found.append(str(path))
    return found


def test_whatever_grading_makes_is_closed_to_other_accounts(small):
    """Can a colleague's account on the same machine read no submission, no gradebook, no report and no copy of it?"""
    made.put(small, "anna", made.answers(made.HONEST))
    made.nbcare(small, "grade", made.QUIZ)
    made.quickly(small, "generate_feedback", made.QUIZ)
    made.quickly(small, "export")
    made.nbcare(small, "results", "--csv", str(small / "state/results.csv"))
    made.nbcare(small, "backup", str(small.parent / "monday.zip"))
    assert stat.S_IMODE((small.parent / "monday.zip").stat().st_mode) == 0o600
    root, exchange = layout.nbgrader_root(small), layout.exchange(small)
    for made_now in ("gradebook.db", "autograded", "feedback", "grades.csv"):
        assert stat.S_IMODE((root / made_now).stat().st_mode) & 0o077 == 0, made_now
    assert open_to_others(small / "state", exchange) == []


def test_what_an_earlier_release_left_open_is_closed(small):
    """Are old answers, submissions and grades closed by the next start, and what the hospital's group may read left to it?"""
    state = small / "state"
    for name, mode in (("workspace", 0o755), ("nbgrader", 0o755), ("backups", 0o775)):
        (state / name).mkdir(exist_ok=True)
        (state / name).chmod(mode)
    (state / "store.db").touch()
    (state / "store.db").chmod(0o644)
    layout.exchange(small).mkdir(exist_ok=True)
    layout.exchange(small).chmod(0o777)
    state.chmod(0o700)
    rights.close(state, layout.exchange(small))
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in state.iterdir()}
    assert modes["workspace"] == modes["nbgrader"] == 0o750 and modes["backups"] == 0o770
    assert modes["store.db"] == 0o640 and modes["exchange"] == 0o777
    assert stat.S_IMODE(state.stat().st_mode) == 0o711, "the way to the exchange, and no list of what lies beside it"


def test_every_start_looks_at_the_rights(small, monkeypatch):
    """Does a start, and each of nbgrader's commands, close what is open?"""
    (small / "state/nbgrader").chmod(0o755)
    ready.bring_up_to_date(courses.load(small))
    assert stat.S_IMODE((small / "state/nbgrader").stat().st_mode) & 0o007 == 0
    (small / "state/nbgrader").chmod(0o755)
    made.quickly(small, "list")
    assert stat.S_IMODE((small / "state/nbgrader").stat().st_mode) & 0o007 == 0


def test_content_is_written_for_everybody(small):
    """Does `nbcare build` make files that a whole team reads?"""
    notebook = next((small / "notebooks").glob("*.ipynb"), None) or next(small.rglob("source/**/*.ipynb"))
    notebook.unlink()
    before = os.umask(0o022)
    try:
        made.nbcare(small, "build")
    finally:
        os.umask(before)
    assert stat.S_IMODE(notebook.stat().st_mode) & 0o044 == 0o044


def test_a_lock_is_for_one_account(tmp_path):
    """Can another account neither take a lock nor, by taking it, let a learner wait for 20 seconds?"""
    old = tmp_path / ".old.lock"
    old.touch(0o644)
    for path in (old, tmp_path / ".new.lock"):
        with files.lock(path, 1):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_locks_are_made_in_one_place():
    """Does no module make a lock with rights of its own?"""
    makers = [path for path in SRC.rglob("*.py") if "FileLock(" in path.read_text(encoding="utf-8")]
    assert [path.relative_to(SRC).as_posix() for path in makers] == ["nbcare/answers/files.py"]


INSTRUCTOR, LEARNER = 54_321, 54_322
"""Accounts that no system has."""
NAMES = {INSTRUCTOR: "teacher", LEARNER: "lea"}


def by(account: int, words: list[str]) -> int:
    """Be nbgrader, run by another account; return its exit status."""
    entry = pwd.struct_passwd((NAMES[account], "x", account, account, "", os.environ["HOME"], ""))
    pwd.getpwuid = lambda _uid: entry  # the system's list does not have it
    os.setgroups([])
    os.setgid(account)
    os.setuid(account)
    os.umask(0o022)
    return NbGraderApp.launch_instance(argv=words) or 0


def reachable() -> bool:
    """Return whether another account may run this Python: here it would import what it needs on the way."""
    done = subprocess.run([sys.executable, "-c", "import nbgrader"], user=LEARNER, group=LEARNER, extra_groups=[])
    return done.returncode == 0


@pytest.fixture
def machine(generated):
    """A course of one account, and the home of another, where every account may pass through."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not reachable():
        pytest.skip("another account can be taken on by root only")
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    course, home = folder / "course", folder / "home"
    shutil.copytree(generated, course)
    home.mkdir()
    for top, account in ((course, INSTRUCTOR), (home, LEARNER)):
        for path in (top, *top.rglob("*")):
            os.chown(path, account, account, follow_symlinks=False)
    yield course, home
    shutil.rmtree(folder)


def test_release_fetch_submit_collect_and_feedback_between_two_accounts(machine):
    """Does the exchange work as nbgrader's users know it, while the learner's account reads nothing else?"""
    course, home = machine
    exchange = layout.exchange(course)
    surroundings = {
        name: str(home / name.lower())
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    }
    own = {"HOME": str(home), **surroundings}
    course_home = course.parent / "instructor"
    course_home.mkdir()
    os.chown(course_home, INSTRUCTOR, INSTRUCTOR)
    theirs = {name: value.replace(str(home), str(course_home)) for name, value in own.items()}

    def teach(*words: str):
        made.quickly(course, *words, program=functools.partial(by, INSTRUCTOR), **theirs)

    def learn(*words: str):
        options = [*words, "--course", "made", f"--Exchange.root={exchange}", f"--CourseDirectory.root={home}"]
        made.quickly(course, *options, cwd=home, program=functools.partial(by, LEARNER), **own)

    teach("release_assignment", made.QUIZ)
    learn("fetch_assignment", made.QUIZ)
    answers = home / made.QUIZ / "responses.json"
    answers.write_text(json.dumps(made.answers(made.HONEST)), encoding="utf-8")
    os.chown(answers, LEARNER, LEARNER)
    learn("submit", made.QUIZ)
    teach("collect", made.QUIZ)
    [submitted] = layout.submitted(layout.nbgrader_root(course)).glob(f"lea/{made.QUIZ}")
    assert (submitted / "responses.json").read_bytes() == answers.read_bytes()
    teach("autograde", made.QUIZ)
    teach("generate_feedback", made.QUIZ)
    teach("release_feedback", made.QUIZ)
    learn("fetch_feedback", made.QUIZ)
    assert list(home.glob(f"{made.QUIZ}/feedback/*/{made.QUIZ}.html"))
    assert not can_list(LEARNER, course / "state/nbgrader") and not can_list(LEARNER, course / "state")


def can_list(account: int, folder: Path) -> bool:
    """Return whether an account may look into a folder."""
    words = [sys.executable, "-c", "import os, sys; os.listdir(sys.argv[1])", str(folder)]
    done = subprocess.run(words, user=account, group=account, extra_groups=[], capture_output=True)
    return done.returncode == 0
