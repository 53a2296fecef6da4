"""Collect takes or names every file: by what is in it, in folders, and in the archives of a learning platform."""

import io
import json
import os
import struct
import tracemalloc
import zipfile
from datetime import UTC, datetime

import made
import pytest
from test_hand_in import parcel

from nbcare.answers import files
from nbcare.grading import archive_files, collect, collect_command, found_files
from nbcare.grading.archive_files import Archives
from nbcare.grading.found_files import Found, PassedOver, found_in


@pytest.fixture
def share(tmp_path):
    """The folder into which an instructor put what arrived."""
    folder = tmp_path / "share"
    folder.mkdir()
    return folder


def content(learner: str) -> bytes:
    """Return a good hand-in file of a learner."""
    return json.dumps(parcel(learner=learner, responses=made.answers(made.HONEST, seed=learner))).encode()


def packed(*names: str, comment: bytes = b"", **more: bytes) -> bytes:
    """Return an archive with a good hand-in under each name, by the learner that the name ends with."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name in names:
            archive.writestr(name, content(name.split("_")[0].lower()))
        for name, data in more.items():
            archive.writestr(name, data)
    return whole.getvalue()


def looked_at(place):
    """Return the reason for each file that cannot be taken, an empty string for one that can be read."""
    found = {}
    with Archives() as archives:
        for one in found_in(place, archives, UTC):
            try:
                found[one.name] = one.reason if isinstance(one, PassedOver) else one.read() and ""
            except files.UnreadableError as error:
                found[one.name] = str(error)
    return found


@pytest.mark.parametrize(
    "name",
    [
        "HAND-IN.JSON",
        "hand-in.json.txt",
        "hand-in.json(1)",
        "hand-in (2).json",
        "hand-in.json.download",
        "hand-in",
        "Ward 3/Ann Lee/hand-in.json",
        ".hand-in.json",
    ],
)
def test_a_hand_in_is_taken_whatever_it_is_called(small, share, name):
    """Does what a browser, a mail program or a person made of the name cost no learner her hand-in?"""
    (share / name).parent.mkdir(parents=True, exist_ok=True)
    (share / name).write_bytes(content("ann"))
    done = collect.collect(small, share)
    assert [(one.learner, one.name) for one in done.taken] == [("ann", name)] and not done.refused


@pytest.mark.parametrize(
    "names",
    [
        ["ann_12345_assignsubmission_file/hand-in.json", "ben_12346_assignsubmission_file/hand-in.json"],
        ["ann_117_4402_hand-in_x-1.json", "ben_LATE_118_4403_hand-in_x.json"],
        ["Ann_Lee_ann1@example.org_attempt_2026-11-01-08-00-00_hand-in.json.txt", "Ben_B/1/hand-in"],
    ],
)
def test_the_archive_of_a_learning_platform_is_taken(small, share, names):
    """Are the names that platforms give read past, in a folder and when the archive itself is named?"""
    (share / "submissions.zip").write_bytes(packed(*names))
    for place in (share, share / "submissions.zip"):
        done = collect.collect(small, place)
        assert sorted(one.learner for one in (*done.taken, *done.older)) == ["ann", "ben"] and not done.refused
    assert len(list((small / "state/nbgrader/submitted").iterdir())) == 2


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("notes.pdf", b"%PDF-1.7", "it is not JSON"),
        ("hand-in.json.crdownload", b'{"version": 1,', "perhaps its download was not finished"),
        ("class.rar", b"Rar!", "unpack it, and collect the folder"),
        ("empty.json", b"", "it is not JSON"),
        ("responses.json", b'{"version": 1, "items": {}}', "it is not a hand-in file"),
        ("large.json", b" " * 2_000_001, "it is larger than 2 MB"),
        ("word.docx", packed(**{"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "an Office document"),
        ("nothing.zip", packed(), "is an empty archive"),
        ("cut.zip", packed("ann_1/hand-in.json")[:-30], "is a damaged archive"),
        ("nested.zip", packed(**{"a/more.zip": packed("ann_1/h.json")}), "is an archive within an archive"),
        ("bomb.zip", packed(**{"a.json": b" " * 50_000_000}), "is larger than 2 MB"),
    ],
)
def test_what_cannot_be_taken_is_named_with_its_reason(small, share, capsys, name, data, reason):
    """Is no file passed over in silence, and does the command end with 1, with the good file beside it taken?"""
    (share / name).write_bytes(data)
    (share / "z.json").write_bytes(content("zoe"))
    assert collect_command.main(small, share) == 1
    said = capsys.readouterr().out
    [line] = [line for line in said.split("\n") if line.startswith("refused")]
    assert line.startswith(f"refused  {name}") and reason in line and "1 taken, 0 older, 1 refused" in said
    assert (share / name).read_bytes() == data


def test_what_a_system_adds_is_named_and_no_failure(small, share, capsys):
    """Does a Mac's or a PC's own file in the folder or the archive not end the command with an error?"""
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", "._hand-in.json"):
        (share / name).write_bytes(b"\0")
    (share / "a.zip").write_bytes(packed("ann_1/hand-in.json", **{"__MACOSX/ann_1/._hand-in.json": b"\0"}))
    assert collect_command.main(small, share) == 0
    said = capsys.readouterr().out
    assert "ignored  5 files of the system: .DS_Store, ._hand-in.json, Thumbs.db, …" in said and "1 taken" in said


def damaged(archive: bytes, at: int, new: bytes) -> bytes:
    """Change some bytes of the list at an archive's end; `at` counts from the first entry of that list."""
    begin = archive.index(b"PK\x01\x02") + at
    return archive[:begin] + new + archive[begin + len(new) :]


@pytest.mark.parametrize(
    ("at", "new", "reason"),
    [
        (8, b"\x01\x00", "is locked with a password"),
        (10, b"\x0c\x00", "is packed in a way that is not read"),
        (24, struct.pack("<L", 3_000_000), "is larger than 2 MB"),
        (24, struct.pack("<L", 5), "is damaged in the archive"),
        (16, b"\0\0\0\0", "is damaged in the archive"),
        (38, struct.pack("<L", 0o120777 << 16), "is a link to another place"),
    ],
)
def test_each_file_of_an_archive_is_looked_at_by_itself(share, at, new, reason):
    """Is one that is locked, packed strangely, a link or damaged named, and the next one read?"""
    (share / "a.zip").write_bytes(damaged(packed("ann_1/h.json", "ben_1/h.json"), at, new))
    found = looked_at(share)
    assert reason in found["a.zip/ann_1/h.json"] and found["a.zip/ben_1/h.json"] == ""


def test_an_archive_is_bounded_before_its_list_is_read(share, monkeypatch):
    """Can an archive with millions of files, or one that unpacks to terabytes, not fill memory or time?"""
    for name, bound, reason in (
        ("_LIST_BYTES", 50, "is too large an archive"),
        ("MOST_MEMBERS", 1, "holds more than 1 files"),
        ("MOST_UNPACKED", 10, "unpacks to more than 0 GB"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(archive_files, name, bound)
            (share / "a.zip").write_bytes(packed("ann_1/h.json", "ben_1/h.json", comment=b"PK"))
            assert list(looked_at(share)) == ["a.zip"] and reason in looked_at(share)["a.zip"]


def test_the_list_of_a_large_archive_is_not_believed(share):
    """Is an archive refused whose end points to another, larger list?"""
    whole = packed("ann_1/h.json")
    end = whole.rindex(b"PK\x05\x06")
    (share / "a.zip").write_bytes(whole[:end] + b"PK\x06\x07" + b"\0" * 16 + whole[end:])
    assert "is too large an archive" in looked_at(share)["a.zip"]


def test_a_files_own_date_is_kept(share):
    """Is the date that of the file, in an archive too, in UTC where the archive says so and else in the course's zone?"""
    at = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
    (share / "a.json").write_bytes(b"{}")
    os.utime(share / "a.json", (at.timestamp(), at.timestamp()))
    with zipfile.ZipFile(share / "b.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo("plain.json", (2026, 11, 1, 8, 0, 0)), "{}")
        exact = zipfile.ZipInfo("exact.json", (2026, 11, 1, 9, 0, 0))
        exact.extra = struct.pack("<HHBl", 0x5455, 5, 1, int(at.timestamp()))
        archive.writestr(exact, "{}")
        archive.writestr(zipfile.ZipInfo("none.json", (1980, 0, 0, 0, 0, 0)), "{}")
    with Archives() as archives:
        dates = {one.name: one.at for one in found_in(share, archives, UTC) if isinstance(one, Found)}
    assert dates == {"a.json": at, "b.zip/plain.json": at, "b.zip/exact.json": at, "b.zip/none.json": None}


@pytest.mark.skipif(os.name == "nt", reason="links and pipes are made the POSIX way")
def test_links_pipes_and_depth_are_named(share, tmp_path, monkeypatch):
    """Is nothing followed that leads out of the folder or has no end?"""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/h.json").write_bytes(content("ann"))
    (share / "linked").symlink_to(tmp_path / "outside")
    (share / "link.json").symlink_to(tmp_path / "outside/h.json")
    (share / "gone.json").symlink_to(tmp_path / "nowhere")
    os.mkfifo(share / "pipe.json")
    (share / "a/b/c").mkdir(parents=True)
    (share / "a/b/c/h.json").write_bytes(content("ben"))
    monkeypatch.setattr(found_files, "MOST_FOLDERS_DEEP", 2)
    assert looked_at(share) == {
        "linked": "is a link to another folder",
        "a/b/c": "is too many folders deep",
        "link.json": "it is a symbolic link",
        "gone.json": "it is a symbolic link",
        "pipe.json": "it is not a regular file",
    }


def test_the_number_of_files_is_bounded(share, monkeypatch):
    """Does a folder that was named by mistake end with a sentence?"""
    monkeypatch.setattr(found_files, "MOST_FILES", 2)
    for name in "abc":
        (share / name).write_bytes(content("ann"))
    assert looked_at(share) == {"a": "", "b": "", ".": "there are more than 2 files; take them in smaller folders"}


def test_a_file_that_changes_while_it_is_read_is_refused(small, share, monkeypatch):
    """Is what is kept what was checked?"""
    (share / "a.json").write_bytes(content("ann"))
    chosen = collect._chosen

    def change(*found):
        (share / "a.json").write_bytes(content("ben"))
        return chosen(*found)

    monkeypatch.setattr(collect, "_chosen", change)
    done = collect.collect(small, share)
    assert not done.taken and "it changed while it was read" in done.refused[0][1]


def test_one_class_is_not_held_in_memory(small, share):
    """Is a large hand-in let go before the next one is read?"""
    large = made.answers(made.HONEST)
    large["items"] |= {f"x-{n}": {"response": "a" * 19_000} for n in range(50)}
    for n in range(25):
        data = parcel(learner=f"n{n}", responses=large | {"seed": f"seed{n}"})
        (share / f"{n}.json").write_text(json.dumps(data), encoding="utf-8")
    size = (share / "0.json").stat().st_size
    collect.collect(small, share / "0.json")
    tracemalloc.start()
    try:
        assert len(collect.collect(small, share).taken) == 24
        assert tracemalloc.get_traced_memory()[1] < 18 * size  # otherwise all of them, each several times
    finally:
        tracemalloc.stop()
