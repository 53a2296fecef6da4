"""A backup is whole, is read by nobody else, and becomes a state again or nothing at all."""

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from conftest import FILES, KEPT, contents, points, rewrite, write  # noqa: E402

from nbcare import cli  # noqa: E402
from nbcare.errors import ContentError  # noqa: E402
from nbcare.state import archive, backup  # noqa: E402


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


def test_a_file_that_goes_meanwhile_stops_no_backup(used, tmp_path, monkeypatch):
    """Is a temporary file of the running course, which is there for a moment, no reason to stop?"""
    gone, listed = used.state / "workspace" / "passing.json", os.scandir

    def scandir(folder):
        if str(folder) != str(gone.parent):
            return listed(folder)
        gone.write_text("{}")
        entries = list(listed(folder))
        gone.unlink()
        return entries

    monkeypatch.setattr(os, "scandir", scandir)
    assert backup.back_up(used, tmp_path / "b.zip") > 0


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
