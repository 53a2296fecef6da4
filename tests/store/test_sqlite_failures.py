"""A disk that fails: a sentence for whoever runs the course, nothing acknowledged lost, and no restart needed after it."""

import os
import shutil
import sqlite3
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from failing_disk import READ_ONLY, failing, full_disk

from nbcare.store import answers
from nbcare.store.errors import StoreUnavailableError
from nbcare.store.opening import open_store

PATIENCE = 0.05
NOBODY = 65534


@pytest.fixture
def file(tmp_path):
    return tmp_path / "store.db"


@pytest.fixture
def store(file):
    with open_store(f"sqlite:///{file}", patience=PATIENCE) as store:
        yield store


@contextmanager
def an_ordinary_account():
    """Be somebody who may not write what is read-only, even when the tests run as root."""
    root = getattr(os, "geteuid", lambda: 1)() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def revision(store, item="x-q01"):
    return store.read(answers.read("anna", "x-quiz"))[item]["revision"]


def unavailable(store, job, words):
    """Have a job fail; return the error, which says what and where, and nothing of the statement."""
    with pytest.raises(StoreUnavailableError, match=words) as failed:
        store.write(job)
    assert failed.value.strerror == str(failed.value)
    assert failed.value.errno
    assert str(failed.value).startswith("store.db: ")
    assert "long" not in repr(failed.value.__cause__)  # no learner's answer in a log
    assert not [word for word in ("SQL", "INSERT", "BEGIN", "sqlite", "anna", "\n") if word in str(failed.value)]
    return failed.value


def test_a_full_disk_is_said_and_saving_goes_on_by_itself(store, save):
    """Is nothing acknowledged that did not fit, and everything again when there is room?"""
    store.write(save())
    with failing(store, full_disk(store)):
        unavailable(store, save("x-q02", "long " * 2000), "its disk is full; make room, then saving goes on by itself")
        assert revision(store) == 1
    assert store.write(save("x-q02", "long " * 2000)).revision == 1
    assert len(store.read(answers.history("anna", "x-quiz"))) == 2


def test_a_job_that_does_not_fit_fails_alone(store, save):
    """Are small answers saved that arrive together with one that is too long for the disk?"""
    store.write(save(response="a" * 10))
    with failing(store, full_disk(store)):
        jobs = [save(saw=1, response="b"), save("x-q02", "long " * 2000), save(saw=2, response="c")]
        futures = [store.submit(job) for job in jobs]
        assert [type(each.exception()).__name__ for each in futures] == [
            "NoneType",
            "StoreUnavailableError",
            "NoneType",
        ]
    assert revision(store) == 3


def test_a_disk_that_may_only_be_read_is_said(store, save):
    """Do learners still read their answers from a disk that became read-only, and save when it is mended?"""
    store.write(save())
    with failing(store, READ_ONLY):
        unavailable(store, save(saw=1, response="c"), "it may only be read; let this account write it")
        assert revision(store) == 1
    assert store.write(save(saw=1, response="c")).revision == 2


@pytest.fixture
def everybodys_folder():
    """A folder that an ordinary account owns, outside pytest's own, which only its owner may enter."""
    folder = Path(tempfile.mkdtemp(prefix="nbcare-store-"))
    if getattr(os, "geteuid", lambda: 1)() == 0:
        os.chown(folder, NOBODY, NOBODY)
    yield folder
    shutil.rmtree(folder)


def test_a_file_that_may_only_be_read_is_said(everybodys_folder, save):
    """Is a file that belongs to another account found out at the first save, and used when it is given back?"""
    file = everybodys_folder / "store.db"
    with an_ordinary_account():
        with open_store(f"sqlite:///{file}") as store:
            store.write(save())
        file.chmod(0o444)
        with open_store(f"sqlite:///{file}") as store:
            unavailable(
                store, save(saw=1, response="c"), "it may only be read; let this account write it and the files beside"
            )
            assert revision(store) == 1
            for each in everybodys_folder.iterdir():
                each.chmod(0o600)
            assert store.write(save(saw=1, response="c")).revision == 2


def test_a_lock_of_another_program_is_waited_for_and_said(store, file, save):
    """Does a save end in a sentence when another program keeps the file, and go through after that?"""
    store.write(save())
    with sqlite3.connect(file, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        unavailable(store, save(saw=1, response="c"), "another program holds it locked; end that program")
        assert revision(store) == 1
        other.execute("COMMIT")
    other.close()
    assert store.write(save(saw=1, response="c")).revision == 2


def test_a_lock_costs_a_batch_one_wait(store, file, save, monkeypatch):
    """Do those who arrived together wait once, not one after the other?"""
    tries, write = [], store.database.write
    monkeypatch.setattr(store.database, "write", lambda job: tries.append(1) or write(job))
    with sqlite3.connect(file, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        futures = [store.submit(save(learner=f"n{who}")) for who in range(200)]
        assert all(isinstance(each.exception(), StoreUnavailableError) for each in futures)
    other.close()
    assert len(tries) <= 3  # whatever had arrived when the writer began, and the rest


def test_a_short_lock_is_waited_for(file, save):
    """Is another program's usual write no failure?"""
    with open_store(f"sqlite:///{file}", patience=60) as store, sqlite3.connect(file, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        future = store.submit(save())
        other.execute("COMMIT")
        assert future.result().revision == 1
    other.close()


@pytest.mark.parametrize("where", [0, 4096], ids=["the first page", "all but the first page"])
def test_a_damaged_file_is_said_and_used_again_when_it_is_restored(store, file, save, where):
    """Is nothing written into a damaged file, and everything there when the backup is put back?"""
    for number in range(200):
        store.write(save(f"x-q{number:03}", "text " * 20))
    store.database.close()  # what is in memory goes to the file
    whole = file.read_bytes()
    spoil(file, where)
    unavailable(store, save("x-q000", "c", saw=1), "it is damaged; restore the last backup")
    with pytest.raises(StoreUnavailableError, match="it is damaged"):
        store.read(answers.read("anna", "x-quiz"))
    overwrite(file, whole)
    assert len(store.read(answers.read("anna", "x-quiz"))) == 200
    assert store.write(save("x-q000", "c", saw=1)).revision == 2


def test_a_damaged_file_is_said_when_a_store_is_opened(file, save):
    """Does whoever starts the course read that its store is damaged?"""
    with open_store(f"sqlite:///{file}") as store:
        store.write(save())
    spoil(file, 0)
    with pytest.raises(StoreUnavailableError, match="store.db: it is damaged; restore the last backup"):
        open_store(f"sqlite:///{file}")


def spoil(file, begin):
    """Overwrite a file from a place on, as a failing disk or another program would."""
    with file.open("r+b") as opened:
        opened.seek(begin)
        opened.write(b"\xff" * (file.stat().st_size - begin if begin else 4096))


def overwrite(file, content):
    """Put content back into the same file."""
    with file.open("r+b") as opened:
        opened.write(content)
        opened.truncate()


def test_a_file_that_was_moved_is_noticed_before_anything_is_acknowledged(store, file, save):
    """Is no answer said to be saved in a file that nobody will find again?"""
    store.write(save())
    file.rename(file.with_name("elsewhere.db"))
    for _ in range(2):
        unavailable(store, save(saw=1, response="c"), "it was moved or deleted while the course ran; put it back")
    assert not file.exists()
    file.with_name("elsewhere.db").rename(file)
    assert store.write(save(saw=1, response="c")).revision == 2


def test_a_backup_that_was_put_in_place_is_used(store, file, save):
    """Does a store go on with the file that an administrator put there, without a restart?"""
    store.write(save())
    store.database.close()
    shutil.copy(file, file.with_name("backup.db"))
    store.write(save(saw=1, response="lost with the disk"))
    store.database.close()
    file.with_name("backup.db").replace(file)
    assert store.write(save(saw=1, response="c")).revision == 2
    assert revision(store) == 2
