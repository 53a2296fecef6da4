"""The store: what is saved stays saved, and nothing else gets in."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from nbcare.answers import files
from nbcare.answers.errors import ResponseRefusedError, ResponsesDamagedError
from nbcare.answers.file_store import FileResponseStore
from nbcare.answers.response_store import Saved

KNOWN = {"x-q01": "single", "x-q02": "text", "x-q01-before": "single", **{f"x-q{n:02}": "single" for n in range(3, 40)}}


@pytest.fixture
def store(tmp_path):
    return FileResponseStore(tmp_path / "responses.json", "x-quiz", "1.0.0", KNOWN)


def on_disk(store):
    return json.loads(store.path.read_text())


def test_save_is_on_disk_in_the_documented_form(store):
    """Does the file hold exactly what the format says?"""
    saved = store.save("x-q01", "b", 0, "sha256:ab")
    data = on_disk(store)
    assert saved == Saved(1, data["items"]["x-q01"]["at"])
    assert {name: data[name] for name in ("version", "assessment", "course")} == {
        "version": 1,
        "assessment": "x-quiz",
        "course": "1.0.0",
    }
    assert data["items"] == {"x-q01": {"response": "b", "revision": 1, "shown": "sha256:ab", "at": saved.at}}


def test_file_that_would_grow_too_large_is_refused(tmp_path):
    """Does the last good file stay when the answers together are too long?"""
    known = {f"x-q{n}": "text" for n in range(40)}
    store = FileResponseStore(tmp_path / "responses.json", "x-quiz", "1.0.0", known)
    with pytest.raises(ResponseRefusedError, match="too long"):
        for id in known:
            store.save(id, "é" * 20_000, 0, "s")
    assert 10 < len(store.read()) < 40


def test_no_more_answers_are_kept_than_can_be_read_again(tmp_path):
    """Is one answer too many refused, in place of a file that the next opening would not read?"""
    path, known = tmp_path / "responses.json", {f"x-q{n}": "single" for n in range(files.MAX_ITEMS + 1)}
    store = FileResponseStore(path, "x-quiz", "1.0.0", known)
    store.save("x-q0", "a", 0, "s")
    data = on_disk(store)
    entry = data["items"]["x-q0"]
    data["items"] = dict.fromkeys(list(known)[:-1], entry)
    path.write_text(json.dumps(data), encoding="utf-8")
    last = list(known)[-1]
    with pytest.raises(ResponseRefusedError, match=f"more than {files.MAX_ITEMS} answers"):
        store.save(last, "a", 0, "s")
    assert len(store.read()) == files.MAX_ITEMS and last not in on_disk(store)["items"]


@pytest.mark.parametrize(
    "content",
    [
        b"{not json",
        b"[]",
        b"null",
        b'{"version": 1, "items": []}',
        b'{"version": 2, "items": {}}',
        b"[" * 3000,
        b"\xff\xfe\x00",
    ],
)
def test_damaged_file_is_kept_aside_and_never_overwritten(store, content):
    """Is a file that cannot be read still there, byte for byte, and a new one begun?"""
    store.path.write_bytes(content)
    with pytest.raises(ResponsesDamagedError) as raised:
        store.save("x-q01", "a", 0, "s")
    assert raised.value.kept.name.startswith("responses.damaged-")
    assert raised.value.kept.read_bytes() == content
    assert isinstance(store.save("x-q01", "a", 0, "s"), Saved)


def test_two_damaged_files_are_both_kept(store):
    """Does the second damaged file not replace the first?"""
    for content in (b"one", b"two"):
        store.path.write_bytes(content)
        with pytest.raises(ResponsesDamagedError):
            store.read()
    kept = sorted(path.read_bytes() for path in store.path.parent.glob("responses.damaged-*.json"))
    assert kept == [b"one", b"two"]


@pytest.mark.parametrize("spoil", [b"{not json", b"", b" \n", None], ids=["broken", "empty", "blank", "gone"])
def test_file_lost_while_the_course_runs_is_written_again(store, spoil):
    """Is what pages show as saved on disk again at the next look, with seed and revisions, and the rest kept aside?"""
    store.save("x-q01", "a", 0, "s")
    store.save("x-q01", "b", 1, "s")
    before = store.path.read_bytes()
    store.path.unlink() if spoil is None else store.path.write_bytes(spoil)
    assert store.read()["x-q01"]["revision"] == 2
    assert store.path.read_bytes() == before
    assert [path.read_bytes() for path in store.path.parent.glob("responses.damaged-*.json")] == [spoil] * (
        spoil == b"{not json"
    )


def test_a_file_that_was_only_read_is_written_again_when_it_is_lost(store):
    """Are answers of an earlier day, which a page shows as saved, put back though nothing was saved since?"""
    store.save("x-q01", "a", 0, "s")
    before = store.path.read_bytes()
    later = FileResponseStore(store.path, "x-quiz", "1.0.0", KNOWN)
    assert later.read()["x-q01"]["response"] == "a"
    store.path.unlink()
    assert later.read()["x-q01"]["response"] == "a" and store.path.read_bytes() == before


def test_what_could_not_be_written_is_not_remembered_as_saved(store, monkeypatch):
    """Is a file restored to what was acknowledged, not to what was only tried?"""
    store.save("x-q01", "a", 0, "s")
    with monkeypatch.context() as full:
        full.setattr(
            "nbcare.answers.responses_file.replace",
            lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")),
        )
        with pytest.raises(OSError, match="No space"):
            store.save("x-q01", "b", 1, "s")
    store.path.unlink()
    assert store.read()["x-q01"]["response"] == "a"


def test_file_put_back_from_a_copy_is_believed(store):
    """Is an older whole file that somebody put in place read, not overwritten from memory?"""
    store.save("x-q01", "a", 0, "s")
    older = store.path.read_bytes()
    store.save("x-q01", "b", 1, "s")
    store.path.write_bytes(older)
    assert store.read()["x-q01"]["response"] == "a"


def test_file_of_another_assessment_is_kept_aside(store):
    """Are another quiz's answers neither mixed in nor lost?"""
    other = FileResponseStore(store.path, "y-quiz", "1.0.0", {"y-q01": "single"})
    other.save("y-q01", "a", 0, "s")
    with pytest.raises(ResponsesDamagedError, match="y-quiz"):
        store.read()
    assert store.read() == {}


@pytest.mark.parametrize("seed", [None, "", 7], ids=["none", "empty", "a number"])
def test_file_without_a_seed_is_kept_aside(store, seed):
    """Is a file that would deal options and variants anew, or not at all, neither read nor lost?"""
    store.save("x-q01", "a", 0, "s")
    data = on_disk(store)
    path = store.path.with_name("again.json")
    path.write_text(json.dumps(data | {"seed": seed}))
    with pytest.raises(ResponsesDamagedError, match="no seed") as raised:
        FileResponseStore(path, "x-quiz", "1.0.0", KNOWN).read()
    assert json.loads(raised.value.kept.read_text())["items"] == data["items"]


def test_link_in_the_place_of_the_file_is_not_followed(store, tmp_path):
    """Is a file outside neither read nor written through a link?"""
    outside = tmp_path / "outside.json"
    outside.write_text("secret")
    store.path.symlink_to(outside)
    with pytest.raises(ResponsesDamagedError, match="symbolic link"):
        store.save("x-q01", "a", 0, "s")
    store.save("x-q01", "a", 0, "s")
    assert outside.read_text() == "secret" and not store.path.is_symlink()


def test_malformed_entry_counts_as_unanswered_and_spares_the_others(store):
    """Does one odd entry leave the rest of the answers alone?"""
    store.save("x-q01", "a", 0, "s")
    data = on_disk(store)
    data["items"] |= {"x-q02": "odd", "x-q03": {"response": "b", "revision": True}, "y-q77": {"response": 1}}
    store.path.write_text(json.dumps(data))
    read = store.read()
    assert (read["x-q01"]["response"], read["x-q02"]["response"], read["x-q03"]["revision"]) == ("a", None, 0)
    store.save("x-q02", "text", 0, "s")
    assert on_disk(store)["items"]["y-q77"] == {"response": 1}


def test_file_that_may_not_be_opened_is_not_called_damaged(store, monkeypatch):
    """Is a locked-away file left in its place?"""
    store.save("x-q01", "a", 0, "s")

    def refuse(*_args):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files.os, "open", refuse)
    with pytest.raises(PermissionError):
        store.read()
    assert store.path.exists()


def test_acknowledgement_comes_after_the_file_is_synced(store, monkeypatch):
    """Is a save reported only when file and folder were handed to the disk?"""
    synced = []
    monkeypatch.setattr(files.os, "fsync", lambda descriptor: synced.append(os.readlink(f"/proc/self/fd/{descriptor}")))
    store.save("x-q01", "a", 0, "s")
    assert [path.rpartition("/")[2] for path in synced[-2:]] == [".responses.json.tmp", store.path.parent.name]


def test_new_file_is_whole_before_it_takes_the_place_of_the_old_one(store, monkeypatch):
    """If the machine stops at the last moment, is the former file untouched and the new one complete?"""
    store.save("x-q01", "a", 0, "s")
    seen = []

    def stop(source, target):
        seen.append(json.loads(source.read_text())["items"]["x-q01"]["response"])
        raise KeyboardInterrupt

    monkeypatch.setattr(files.os, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        store.save("x-q01", "b", 1, "s")
    assert seen == ["b"] and on_disk(store)["items"]["x-q01"]["response"] == "a"


HAMMER = """
import sys
from nbcare.answers import file_store as responses
from nbcare.answers.file_store import FileResponseStore
responses.LOCK_SECONDS = 600  # nobody saves without a pause but here: on a slow disk the other might get no turn for long
path, items, count = sys.argv[1], sys.argv[2].split(","), int(sys.argv[3])
store = FileResponseStore(path, "x-quiz", "1.0.0", {f"x-q{n:02}": "single" for n in range(1, 40)})
print("ready", flush=True)
for n in range(count):
    for item in items:
        result = store.save(item, f"v{n}", n, "s")
        assert type(result).__name__ == "Saved", result
        print(item, n, flush=True)
"""


def hammer(path, items, count):
    return subprocess.Popen(
        [sys.executable, "-c", HAMMER, str(path), ",".join(items), str(count)], stdout=subprocess.PIPE, text=True
    )


def test_two_processes_saving_at_once_lose_nothing(store):
    """Is every answer of both there, with every revision counted?"""
    mine, theirs = ["x-q01", "x-q02", "x-q03"], ["x-q04", "x-q05", "x-q06"]
    both = [hammer(store.path, items, 25) for items in (mine, theirs)]
    assert [process.wait(600) for process in both] == [0, 0]
    read = store.read()
    assert {id: (entry["response"], entry["revision"]) for id, entry in read.items()} == dict.fromkeys(
        mine + theirs, ("v24", 25)
    )


def test_killed_process_leaves_a_whole_file_with_all_it_acknowledged(store):
    """After kill -9 in the middle of saving, is the file whole and the last acknowledged answer in it?"""
    for _ in range(4):
        store.path.unlink(missing_ok=True)
        process = hammer(store.path, ["x-q01"], 100_000)
        process.stdout.readline()  # ready
        first = process.stdout.readline()
        time.sleep(0.15)
        process.send_signal(signal.SIGKILL)
        lines = [first] + [line for line in process.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
        process.wait()
        acknowledged = int(lines[-1].split()[1])
        entry = store.read()["x-q01"]
        assert entry["revision"] >= acknowledged + 1
        assert isinstance(store.save("x-q01", "after", entry["revision"], "s"), Saved)
        assert sorted(path.name for path in store.path.parent.iterdir()) == [".responses.lock", "responses.json"]
