"""A backup is whole, is read by nobody else, and becomes a state again or nothing at all."""

import errno
import json
import os
import sqlite3
import stat
import sys
import zipfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import older_store  # noqa: E402
from conftest import contents, write  # noqa: E402

from nbcare import cli  # noqa: E402
from nbcare.errors import ContentError  # noqa: E402
from nbcare.state import archive, backup  # noqa: E402
from nbcare.store.opening import schema_version  # noqa: E402

FILES = {
    "local.yaml": "version: 1\n",
    "workspace/learners/ann/retinoids/responses.json": "{}",
    "nbgrader/submitted/ann/quiz/responses.json": "answers",
    "pages/pages.json": "made",
    "notebooks/retinoids.ipynb": "made",
    "backups/older.zip": "old",
    "workspace/.jupyter/jupyterlab.log": "noise",
    "workspace/learners/ann/retinoids/.responses.lock": "",
}
KEPT = {name for name in FILES if name.startswith(("local", "workspace/learners", "nbgrader")) and "lock" not in name}


@pytest.fixture
def used(course):
    """The course after a while: answers, a hand-in, made pages, and a gradebook that is open."""
    write(course.state, FILES)
    gradebook = sqlite3.connect(course.state / "nbgrader" / "gradebook.db")
    gradebook.execute("pragma journal_mode = wal")
    gradebook.execute("create table grade (points)")
    gradebook.execute("insert into grade values (7)")
    gradebook.commit()
    yield course
    gradebook.close()


def points(state: Path) -> list[tuple[int]]:
    with sqlite3.connect(state / "nbgrader" / "gradebook.db") as connection:
        return connection.execute("select points from grade").fetchall()


def test_a_backup_becomes_the_same_state_elsewhere(used, tmp_path):
    """Are answers, settings and an open gradebook in the other folder as they were, and nothing that is made again?"""
    assert backup.back_up(used, tmp_path / "monday.zip") == len(KEPT) + 1
    listed = backup.restore(tmp_path / "monday.zip", tmp_path / "elsewhere")
    found = contents(tmp_path / "elsewhere")
    assert found.keys() == KEPT | {"nbgrader/gradebook.db"} and listed.release == "1.0.0"
    assert all(found[name] == FILES[name].encode() for name in KEPT)
    assert points(tmp_path / "elsewhere") == [(7,)]


def test_rights_and_times_of_files_come_back(used, tmp_path):
    """Does a file that only its owner may read stay one, and keep the time when it was handed in?"""
    path = used.state / "nbgrader/submitted/ann/quiz/responses.json"
    path.chmod(0o400)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    backup.back_up(used, tmp_path / "b.zip")
    backup.restore(tmp_path / "b.zip", tmp_path / "elsewhere")
    found = (tmp_path / "elsewhere/nbgrader/submitted/ann/quiz/responses.json").stat()
    assert stat.S_IMODE(found.st_mode) == 0o400 and found.st_mtime == 1_700_000_000


def test_only_its_owner_can_read_a_backup(used, tmp_path):
    """Is the archive, which holds names and answers, closed to other accounts?"""
    backup.back_up(used, tmp_path / "b.zip")
    assert os.name == "nt" or stat.S_IMODE((tmp_path / "b.zip").stat().st_mode) == 0o600


def test_links_and_pipes_are_left_out(used, tmp_path):
    """Is what a learner linked to another place, or a pipe that would never end, not followed?"""
    (used.state / "nbgrader/submitted/ann/quiz/link.txt").symlink_to("/etc/passwd")
    os.mkfifo(used.state / "nbgrader/submitted/ann/quiz/pipe")
    backup.back_up(used, tmp_path / "b.zip")
    assert not [name for name in archive.contents(tmp_path / "b.zip").files if name.endswith(("link.txt", "pipe"))]


def test_a_state_is_never_written_over(used, tmp_path):
    """Is a folder that holds something refused in one sentence, and left as it is?"""
    backup.back_up(used, tmp_path / "b.zip")
    before = contents(used.state)
    with pytest.raises(ContentError, match="holds a state already; name another folder"):
        backup.restore(tmp_path / "b.zip", used.state)
    assert contents(used.state) == before


def test_an_archive_that_is_not_there_is_the_first_thing_said(used, tmp_path):
    """Is a mistyped name told from a state that stands in the way?"""
    with pytest.raises(ContentError, match="mistyped.zip"):
        backup.restore(tmp_path / "mistyped.zip", used.state)


@pytest.mark.parametrize("fault", ["cut", "altered", "no zip", "missing", "newer", "other kind", "leads out"])
def test_a_bad_archive_changes_nothing(used, tmp_path, fault):
    """Is an archive that is not as it was refused by name, without half a state?"""
    file = tmp_path / "b.zip"
    backup.back_up(used, file)
    spoil(file, fault)
    with pytest.raises(ContentError, match=r"b\.zip: .+; .+"):
        backup.restore(file, tmp_path / "elsewhere")
    assert not (tmp_path / "elsewhere").exists() and not list(tmp_path.glob("*restoring*"))
    assert not (tmp_path / "out.txt").exists()


def spoil(file: Path, fault: str) -> None:
    """Damage an archive in one way."""
    content = file.read_bytes()
    if fault == "cut":
        file.write_bytes(content[: len(content) // 2])
    elif fault == "no zip":
        file.write_text("hello")
    elif fault == "missing":
        file.unlink()
    else:
        rewrite(file, fault)


def rewrite(file: Path, fault: str) -> None:
    """Write an archive again, with one thing changed."""
    with zipfile.ZipFile(file) as old:
        entries = {name: old.read(name) for name in old.namelist()}
    manifest = json.loads(entries.pop("manifest.json"))
    if fault == "altered":
        entries["local.yaml"] = b"version: 1\nphone: '1'\n"
    elif fault == "newer":
        manifest["version"] = 2
    elif fault == "no folders":
        del manifest["folders"]
    elif fault == "other kind":
        manifest["kind"] = "former layout"
    elif fault == "leads out":
        entries["../out.txt"] = entries["local.yaml"]
        manifest["files"]["../out.txt"] = manifest["files"]["local.yaml"]
    with zipfile.ZipFile(file, "w") as new:
        for name, data in entries.items():
            new.writestr(name, data)
        new.writestr("manifest.json", json.dumps(manifest))


def test_a_full_disk_leaves_no_half_archive(used, tmp_path, monkeypatch):
    """Does a disk that is full while the backup is written end in a sentence, with an earlier backup still there?"""
    (tmp_path / "b.zip").write_text("an earlier backup")

    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(archive, "_add", full)
    with pytest.raises(ContentError, match="No space left on device"):
        backup.back_up(used, tmp_path / "b.zip")
    assert (tmp_path / "b.zip").read_text() == "an earlier backup" and len(list(tmp_path.iterdir())) == 2


def test_there_is_nothing_to_back_up_before_the_first_start(course, tmp_path):
    """Is a course that nobody has started told apart from an empty backup?"""
    with pytest.raises(ContentError, match="nothing to back up yet"):
        backup.back_up(course, tmp_path / "b.zip")


def test_the_commands_back_up_and_restore(course_copy, tmp_path, monkeypatch, capsys):
    """Do `nbcare backup` and `nbcare restore` work as the documentation says?"""
    write(course_copy / "state", {"local.yaml": "version: 1\nphone: '555'\n"})
    assert cli.main(["--course", str(course_copy), "backup", str(tmp_path / "b.zip")]) == 0
    monkeypatch.setenv("NBCARE_STATE", str(tmp_path / "new"))
    assert cli.main(["--course", str(course_copy), "restore", str(tmp_path / "b.zip")]) == 0
    assert (tmp_path / "new/local.yaml").read_text() == "version: 1\nphone: '555'\n"
    assert "Traceback" not in capsys.readouterr().err


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
