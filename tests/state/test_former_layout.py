"""What an earlier release left is taken over whole, after a backup, or nothing of it is touched."""

import errno
import os
import shutil
import sqlite3
import stat
import sys
from contextlib import closing
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from conftest import contents, write  # noqa: E402

from nbcare.errors import ContentError  # noqa: E402
from nbcare.state import former_layout, ready  # noqa: E402

FORMER = {
    "workspace/retinoids/responses.json": "alone",
    "workspace/learners/ann/retinoids/responses.json": "ann",
    "workspace/.portal/roster.json": "roster",
    "workspace/.portal/pages/pages.json": "made",
    "assessments/submitted/ann/quiz/responses.json": "handed in",
    "assessments/release/quiz/quiz.ipynb": "released",
    "assessments/gradebook.db": "",
    "assessments/published.json": "terms",
    "assessments/results/ann.json": "result",
    ".exchange/plants/inbound/x": "exchange",
    "assets/local.yaml": "version: 1\n",
}
GRADEBOOK = "assessments/gradebook.db"
NOW = {
    "workspace/retinoids/responses.json": b"alone",
    "workspace/learners/ann/retinoids/responses.json": b"ann",
    "portal/roster.json": b"roster",
    "nbgrader/submitted/ann/quiz/responses.json": b"handed in",
    "nbgrader/release/quiz/quiz.ipynb": b"released",
    "nbgrader/gradebook.db": b"",
    "nbgrader/published.json": b"terms",
    "nbgrader/results/ann.json": b"result",
    "exchange/plants/inbound/x": b"exchange",
    "local.yaml": b"version: 1\n",
}


@pytest.fixture
def former(course):
    """A course that an earlier release ran."""
    write(course.root, FORMER | {"assessments/bank/signs.yaml": "content"})
    return course


def state_of(course) -> dict[str, bytes]:
    """Return the state without its backups and locks."""
    return {
        name: content
        for name, content in contents(course.state).items()
        if not name.startswith(("backups/", "store.db")) and not name.endswith(".lock")
    }


def quietly(sentence: str) -> None:
    """Say nothing."""


def test_everything_is_moved_to_its_place(former):
    """Does each answer, grade and setting stand in the state, and nothing of it any more in the content?"""
    assert ready.bring_up_to_date(former, quietly).is_file()
    assert state_of(former) == NOW
    assert set(contents(former.root)) - {f"state/{name}" for name in contents(former.state)} == {
        "course.yaml",
        "assessments/bank/signs.yaml",
    }


def test_a_second_time_does_nothing(former):
    """Is a state that is current left alone, without another backup?"""
    ready.bring_up_to_date(former, quietly)
    before = contents(former.state)
    assert ready.bring_up_to_date(former, quietly) is None and contents(former.state) == before


def test_the_way_back_restores_every_byte(former):
    """Can one go back to the earlier release with what it had, and keep what was made since?"""
    before = contents(former.root)
    backup = ready.bring_up_to_date(former, quietly)
    write(former.state, {"workspace/learners/ben/retinoids/responses.json": "since then"})
    away = former_layout.put_back(former, backup)
    found = {name: data for name, data in contents(former.root).items() if not name.startswith("state")}
    kept = {name: data for name, data in before.items() if "/pages/" not in name}
    # A database is copied page by page: the same tables, not the same bytes.
    assert found | {GRADEBOOK: b""} == kept | {GRADEBOOK: b""} and found[GRADEBOOK].startswith(b"SQLite")
    assert (away / "workspace/learners/ben/retinoids/responses.json").read_text() == "since then"


@pytest.mark.parametrize("stop_after", range(1, 13))
def test_a_move_that_was_interrupted_is_gone_on_with(former, monkeypatch, stop_after):
    """Is the state whole after a second call, at whichever move the first one was killed?"""
    rename, count = os.rename, 0

    def interrupted(source, target):
        nonlocal count
        count += 1
        if count > stop_after:
            raise KeyboardInterrupt
        rename(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(former_layout.os, "rename", interrupted)
        try:
            ready.bring_up_to_date(former, quietly)
        except KeyboardInterrupt:
            assert former_layout.moves(former) or (former.root / "assets/local.yaml").exists()
    ready.bring_up_to_date(former, quietly)
    assert state_of(former) == NOW


def test_another_disk_is_no_hindrance(former, monkeypatch):
    """Is the state moved by way of a copy where it lies on another disk?"""
    rename = os.rename

    def across(source, target):
        if Path(source).parent != Path(target).parent:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        rename(source, target)

    monkeypatch.setattr(former_layout.os, "rename", across)
    (former.root / "assessments/submitted/ann/quiz/link").symlink_to("elsewhere")
    ready.bring_up_to_date(former, quietly)
    assert state_of(former) == NOW and (former.state / "nbgrader/submitted/ann/quiz/link").is_symlink()
    assert not former_layout.moves(former)


def test_two_states_are_never_mixed(former):
    """Does it stop with both names when there is a state already, before anything is moved?"""
    write(former.state, {"nbgrader/gradebook.db": "another"})
    before = contents(former.root)
    with pytest.raises(ContentError, match=r"gradebook\.db: stands in the way of .+assessments/gradebook\.db"):
        ready.bring_up_to_date(former, quietly)
    after = {
        name: data for name, data in contents(former.root).items() if "backups/" not in name and "lock" not in name
    }
    assert {name: data for name, data in after.items() if "/pages/" not in name} == {
        name: data for name, data in before.items() if "/pages/" not in name
    }


def test_a_backup_that_cannot_be_written_stops_the_upgrade(former, monkeypatch):
    """Is nothing moved without a backup?"""

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(former_layout, "back_up", full)
    before = set(contents(former.root))
    with pytest.raises(ContentError, match="cannot be upgraded: No space left on device"):
        ready.bring_up_to_date(former, quietly)
    assert before <= set(contents(former.root))


def test_a_command_says_what_to_do_first(former):
    """Does grading stop, in place of finding nobody, while answers lie where an earlier release left them?"""
    with pytest.raises(ContentError, match="run: nbcare upgrade"):
        ready.require_current(former)
    ready.bring_up_to_date(former, quietly)
    ready.require_current(former)


def test_local_numbers_are_taken_over_once(course):
    """Is a later assets/local.yaml left alone when the state has its own?"""
    write(course.root, {"assets/local.yaml": "version: 1\nphone: '1'\n"})
    said: list[str] = []
    ready.bring_up_to_date(course, said.append)
    assert (course.state / "local.yaml").read_text() == "version: 1\nphone: '1'\n" and len(said) == 1
    write(course.root, {"assets/local.yaml": "version: 1\nphone: '2'\n"})
    ready.bring_up_to_date(course, said.append)
    assert (course.state / "local.yaml").read_text() == "version: 1\nphone: '1'\n"


@pytest.mark.parametrize("fault", [True, False], ids=["gradebook", "stray"])
def test_a_damaged_gradebook_stops_in_a_sentence_and_a_stray_file_does_not(former, fault):
    """Is only a database of the course opened as one, and named when it is none?"""
    name = GRADEBOOK if fault else "workspace/learners/ann/retinoids/x.db"
    write(former.root, {name: "no database " * 100})
    if fault:
        with pytest.raises(ContentError, match=r"^gradebook\.db: is damaged"):
            ready.bring_up_to_date(former, quietly)
        assert (former.root / "workspace/retinoids/responses.json").is_file()
    else:
        ready.bring_up_to_date(former, quietly)
        assert (former.state / "workspace/learners/ann/retinoids/x.db").is_file()


def test_a_database_error_in_the_backup_is_a_sentence(former, monkeypatch):
    """Does a disk that is full while the gradebook is copied end in no traceback?"""

    def full(*_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("nbcare.state.databases.copy_database", full)
    with pytest.raises(ContentError, match="cannot be upgraded: database or disk is full"):
        ready.bring_up_to_date(former, quietly)


def test_a_change_that_was_cut_off_is_taken_back_in_copy_and_state(former):
    """Does the gradebook's journal go with it, so that half a change is undone where it is opened next?"""
    gradebook = former.root / GRADEBOOK
    gradebook.unlink()
    cut_off(gradebook)
    backup = ready.bring_up_to_date(former, quietly)
    assert points(former.state / "nbgrader/gradebook.db") == POINTS
    former_layout.put_back(former, backup)
    assert points(gradebook) == POINTS


def test_a_journal_is_moved_with_its_database(former):
    """Is nothing that belongs to the gradebook left where the earlier release had it?"""
    write(former.root, {f"{GRADEBOOK}{end}": "" for end in ("-journal", "-wal", "-shm")})
    names = [move.target.name for move in former_layout.moves(former)]
    assert {"gradebook.db-journal", "gradebook.db-wal", "gradebook.db-shm"} < set(names)
    assert names.index("gradebook.db") > max(map(names.index, (name for name in names if "db-" in name)))


POINTS = 100 * 1000


def points(gradebook: Path) -> int:
    with closing(sqlite3.connect(gradebook)) as connection:
        return connection.execute("select sum(points) from grade").fetchone()[0]


def cut_off(gradebook: Path) -> None:
    """Leave a gradebook as a program that was killed in the middle of a change leaves it: with a hot journal."""
    made = gradebook.with_name("made.db")
    with closing(sqlite3.connect(made, isolation_level=None)) as connection:
        connection.execute("pragma cache_size = 2")
        connection.execute("create table grade (points, comment)")
        connection.execute("begin")
        connection.executemany("insert into grade values (100, ?)", [("x" * 200,)] * 1000)
        connection.execute("commit")
        connection.execute("begin")
        connection.execute("update grade set points = 0")
        for end in ("", "-journal"):
            shutil.copy(f"{made}{end}", f"{gradebook}{end}")
        connection.execute("rollback")
    made.unlink()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_way_back_restores_the_modes_of_the_exchange(former):
    """Can learners write there again?"""
    (former.root / ".exchange").chmod(0o777)
    backup = ready.bring_up_to_date(former, quietly)
    before = os.umask(0o077)
    try:
        former_layout.put_back(former, backup)
    finally:
        os.umask(before)
    assert stat.S_IMODE((former.root / ".exchange").stat().st_mode) == 0o777
