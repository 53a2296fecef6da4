"""One way to write a file: whole or not at all, and nothing left behind."""

import ast
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from nbcare.answers import files

SOURCE = Path(files.__file__).parents[1]
# The site stages all its files first and then only renames, so that a folder changes as a whole or not at all. Backups
# are written in pieces, because they are larger than memory may be, and get their name when they are whole.
# What is about to be handed in is written by files.replace, and becomes the receipt by a rename.
STAGED = {
    "answers/files.py",
    "answers/receipt_file.py",
    "grading/bulk/graded_folder.py",
    "site/folder.py",
    "state/archive.py",
}


def test_only_one_module_puts_a_written_file_in_its_place():
    """Does every written file go through files.replace?"""
    found = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name) and node.id == "replace_by"
    }
    assert found == STAGED


@pytest.mark.parametrize("durable", [True, False])
@pytest.mark.parametrize("lone_writer", [True, False])
def test_a_replaced_file_holds_the_new_content_and_stands_alone(tmp_path, durable, lone_writer):
    """Is the old content gone, and no temporary file beside it?"""
    path = tmp_path / "answers.json"
    for content in (b"old", b"new"):
        files.replace(path, content, durable=durable, lone_writer=lone_writer)
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("fails", ["fsync", "replace"])
@pytest.mark.parametrize("lone_writer", [True, False])
def test_a_write_that_fails_keeps_the_old_file_and_leaves_nothing(tmp_path, monkeypatch, fails, lone_writer):
    """After a full disk, is the old file whole and the folder clean?"""
    path = tmp_path / "answers.json"
    files.replace(path, b"old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, fails, full)
    with pytest.raises(OSError, match="No space"):
        files.replace(path, b"new", lone_writer=lone_writer)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_lone_writer_left_is_taken_away(tmp_path):
    """Does the next write clear the temporary file of a process that was killed, and never follow a link there?"""
    path, elsewhere = tmp_path / "answers.json", tmp_path / "elsewhere"
    elsewhere.write_bytes(b"mine")
    (tmp_path / ".answers.json.tmp").symlink_to(elsewhere)
    files.replace(path, b"new")
    assert path.read_bytes() == b"new" and elsewhere.read_bytes() == b"mine"
    assert sorted(tmp_path.iterdir()) == [path, elsewhere]


def test_several_writers_without_a_lock_leave_one_whole_file(tmp_path):
    """When many write one file at a time, does one of them win, whole?"""
    path, contents = tmp_path / "page.html", [bytes([letter]) * 50_000 for letter in b"abcdefgh"]

    def write(content: bytes) -> None:
        for _ in range(10):
            files.replace(path, content, durable=False, private=False, lone_writer=False)

    with ThreadPoolExecutor(len(contents)) as pool:
        list(pool.map(write, contents))
    assert path.read_bytes() in contents
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such modes")
@pytest.mark.parametrize(("private", "mode"), [(True, 0o600), (False, 0o644)])
def test_only_a_private_file_is_closed_to_other_accounts(tmp_path, private, mode):
    """Are answers and PINs for this account only, and pages for all?"""
    before = os.umask(0o022)
    try:
        files.replace(tmp_path / "file", b"", private=private)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == mode


@pytest.mark.parametrize(("durable", "synced"), [(True, 2), (False, 0)])
def test_only_a_durable_write_waits_for_the_disk(tmp_path, monkeypatch, durable, synced):
    """Does a write that was confirmed to somebody reach the disk, file and folder?"""
    calls = []
    monkeypatch.setattr(files.os, "fsync", calls.append)
    files.replace(tmp_path / "file", b"", durable=durable)
    assert len(calls) == synced


def test_a_file_that_says_the_same_is_not_written_again(tmp_path):
    """Does an unchanged page keep its time, and say that nothing was written?"""
    path = tmp_path / "page.html"
    assert files.rewrite(path, b"one")
    first = path.stat()
    assert not files.rewrite(path, b"one")
    assert path.stat().st_mtime_ns == first.st_mtime_ns and path.stat().st_ino == first.st_ino
    assert files.rewrite(path, b"two") and path.read_bytes() == b"two"
