"""What is damaged, closed or strangely named does not stand in the way of a backup, and nothing is left out silently."""

import errno
import os
import sqlite3
import stat
import sys
from pathlib import Path

import older_store
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from conftest import KEPT, points, rewrite, write  # noqa: E402

from nbcare import cli  # noqa: E402
from nbcare.errors import ContentError  # noqa: E402
from nbcare.state import backup  # noqa: E402
from nbcare.store.opening import schema_version  # noqa: E402


def quietly(sentence: str) -> None:
    """Say nothing."""


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\0" + b"x" * 500])
def test_what_a_learner_calls_a_database_is_a_file_like_any_other(used, tmp_path, content):
    """Does a stray or damaged file in a learner's folder stop no backup, and come back byte for byte?"""
    strays = ["nbgrader/submitted/ann/quiz/x.db", "workspace/learners/ann/retinoids/store.db"]
    for name in strays:
        (used.state / name).write_bytes(content)
    backup.back_up(used, tmp_path / "b.zip", quietly)
    backup.restore(tmp_path / "b.zip", tmp_path / "elsewhere")
    assert all((tmp_path / "elsewhere" / name).read_bytes() == content for name in strays)


@pytest.mark.parametrize("name", ["store.db", "nbgrader/gradebook.db", "nbgrader/other.db"])
def test_a_damaged_database_is_named(course, tmp_path, name):
    """Does whoever backs up read which database is damaged, and not that the disk is full?"""
    write(course.state, {name: "no database " * 100, "settings.yaml": "version: 1\ngradebook: sqlite:///other.db\n"})
    with pytest.raises(ContentError, match=f"^{Path(name).name}: is damaged; put its copy .+ in its place$"):
        backup.back_up(course, tmp_path / "b.zip", quietly)
    assert not (tmp_path / "b.zip").exists()


def test_a_database_that_another_program_keeps_locked_is_named(used, tmp_path, monkeypatch):
    """Is it said which program has to end?"""
    monkeypatch.setattr("nbcare.state.databases.copy_database", lambda *_: locked(used.state / "nbgrader/gradebook.db"))
    with pytest.raises(ContentError, match=r"^gradebook\.db: is kept locked by another program; end that program"):
        backup.back_up(used, tmp_path / "b.zip", quietly)


def locked(file: Path) -> None:
    """Meet a database that somebody else is writing to."""
    with sqlite3.connect(file) as first, sqlite3.connect(file, timeout=0) as second:
        first.execute("begin immediate")
        second.execute("begin immediate")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every file's name is Unicode")
def test_a_name_that_is_not_utf_8_is_left_out_and_said(used, tmp_path):
    """Does a file that was handed in under a strange name stop nothing?"""
    (used.state / "nbgrader/submitted/ann/quiz" / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    said: list[str] = []
    backup.back_up(used, tmp_path / "b.zip", said.append)
    [sentence] = said
    assert "quiz/caf" in sentence and "is left out of the backup: its name is not in UTF-8" in sentence
    sentence.encode()
    backup.restore(tmp_path / "b.zip", tmp_path / "elsewhere")
    assert points(tmp_path / "elsewhere") == [(7,)]


def test_a_file_that_cannot_be_read_is_left_out_and_said(used, tmp_path, monkeypatch):
    """Is one file of another account no reason to be without a backup?"""
    opened = Path.open

    def closed(path, *words, **named):
        if path.name == "local.yaml":
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, *words, **named)

    monkeypatch.setattr(Path, "open", closed)
    said: list[str] = []
    assert backup.back_up(used, tmp_path / "b.zip", said.append) == len(KEPT)
    assert said == ["local.yaml is left out of the backup: this account may not read it."]


def test_a_folder_that_cannot_be_read_is_left_out_and_said(used, tmp_path, monkeypatch):
    """Is the rest copied?"""
    scandir = os.scandir

    def closed(folder):
        if str(folder).endswith("submitted"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(backup.os, "scandir", closed)
    said: list[str] = []
    assert backup.back_up(used, tmp_path / "b.zip", said.append) == len(KEPT)
    assert len(said) == 1 and "nbgrader/submitted is left out" in said[0]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_folders_come_back_with_their_modes(used, tmp_path):
    """Can learners write into the exchange again, and nobody into what is closed?"""
    modes = {"exchange": 0o777, "exchange/plants/inbound": 0o2733, "nbgrader/submitted/ann": 0o500}
    for name, mode in modes.items():
        (used.state / name).mkdir(parents=True, exist_ok=True)
        (used.state / name).chmod(mode)
    backup.back_up(used, tmp_path / "b.zip")
    before = os.umask(0o077)
    try:
        backup.restore(tmp_path / "b.zip", tmp_path / "elsewhere")
    finally:
        os.umask(before)
    assert {name: stat.S_IMODE((tmp_path / "elsewhere" / name).stat().st_mode) for name in modes} == modes


def test_an_archive_of_an_earlier_release_names_no_folders_and_is_restored(used, tmp_path):
    """Is what was backed up before folders were listed still a state?"""
    backup.back_up(used, tmp_path / "b.zip")
    rewrite(tmp_path / "b.zip", "no folders")
    backup.restore(tmp_path / "b.zip", tmp_path / "elsewhere")
    assert points(tmp_path / "elsewhere") == [(7,)]


def test_a_restored_store_of_an_earlier_release_is_said(course_copy, tmp_path, monkeypatch, capsys):
    """Does whoever restores an old archive read the next command, and the time of the archive in the house's zone?"""
    write(course_copy / "state", {"settings.yaml": "version: 1\ntime_zone: Asia/Tokyo\n"})
    older_store.make(f"sqlite:///{course_copy}/state/store.db")
    assert cli.main(["--course", str(course_copy), "backup", str(tmp_path / "b.zip")]) == 0
    monkeypatch.setenv("NBCARE_STATE", str(tmp_path / "new"))
    assert cli.main(["--course", str(course_copy), "restore", str(tmp_path / "b.zip")]) == 0
    said = capsys.readouterr().out
    assert "JST again (release" in said and "Run next: nbcare upgrade" in said
    assert schema_version(f"sqlite:///{tmp_path}/new/store.db") == 1
