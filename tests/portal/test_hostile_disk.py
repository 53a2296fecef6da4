"""A disk that is full, read-only, locked, damaged or away: said in words, retried, nothing lost, and no restart needed."""

import os
import re
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import hostile
import portal_served as served
import pytest
from case_items import CASE
from failing_disk import READ_ONLY, failing, full_disk
from hostile import PINS, House, accept, well
from portal_served import MODULE, QUIZ

from nbcare.store import hand_ins

Trouble = Callable[[House], AbstractContextManager[None]]
LONG = "long " * 3000
"""An answer that needs more room than a page of the store that is there already."""


@pytest.fixture
def house(tmp_path):
    """A class of two; afterwards the server is unharmed."""
    with hostile.house(tmp_path / "course") as made:
        yield made
        well(made)


@pytest.fixture
def anna(house):
    """Anna's browser; she has answered."""
    browser = house.browser()
    assert browser.save("x-p01", "a").status == 200
    assert browser.save("plants-q02", "my words", saw=1, slug=QUIZ).status == 200
    return browser


def file_of(house: House) -> Path:
    """Return the store's file."""
    return house.root / "state/store.db"


def full(house: House) -> AbstractContextManager[None]:
    """Leave no room on the disk."""
    return failing(house.server.portal.store, full_disk(house.server.portal.store))


def read_only(house: House) -> AbstractContextManager[None]:
    """Let the store be read only, as a disk that found a fault of its own is mounted."""
    return failing(house.server.portal.store, READ_ONLY)


@contextmanager
def locked(house: House) -> Iterator[None]:
    """Let another program write, and never come to an end."""
    other = sqlite3.connect(file_of(house), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@contextmanager
def damaged(house: House) -> Iterator[None]:
    """Overwrite the store, and restore it from a copy."""
    house.server.portal.store.database.close()  # what is in memory goes to the file
    path = file_of(house)
    whole = path.read_bytes()
    _overwrite(path, b"\xff" * len(whole))
    try:
        yield
    finally:
        _overwrite(path, whole)


@contextmanager
def moved(house: House) -> Iterator[None]:
    """Move the store away while the portal runs, and put it back."""
    path = file_of(house)
    path.rename(path.with_name("away.db"))
    try:
        yield
    finally:
        path.with_name("away.db").rename(path)


def _overwrite(path: Path, content: bytes) -> None:
    with path.open("r+b") as opened:
        opened.write(content)
        opened.truncate()


WORDS: dict[Trouble, str] = {
    full: "its disk is full",
    read_only: "it may only be read",
    locked: "another program holds it locked",
    damaged: "it is damaged",
    moved: "it was moved or deleted while the course ran|it cannot be opened",
}
each_trouble = pytest.mark.parametrize("trouble", WORDS, ids=lambda trouble: trouble.__name__)


def retried(house: House, reply: served.Reply, words: str, type: str = "refused") -> None:
    """Hold that the page is told to keep its answer and try again, in words without a path."""
    assert (reply.status, reply.json["type"], reply.json["code"]) == (507, type, "disk"), reply
    assert reply.json["again"] is True and re.search(words, reply.json["reason"]) and reply.json["reason"].endswith(".")
    hides(house, reply)


def hides(house: House, reply: served.Reply) -> None:
    """Hold that an answer shows nothing of the machine or of a statement."""
    for inside in (str(house.root), "store.db", "sqlite", "INSERT", "BEGIN", "Traceback", "Errno"):
        assert inside not in reply.text, inside


@each_trouble
def test_a_save_is_kept_by_the_page_and_taken_when_the_trouble_is_over(house, anna, trouble: Trouble):
    """Is it refused for now with the reason, nothing acknowledged lost, and the next save as good as any?"""
    before = house.server.entries(QUIZ, "anna")
    with trouble(house):
        for _ in range(3):
            retried(house, anna.save("plants-q02", LONG, saw=2, slug=QUIZ), WORDS[trouble])
        assert anna.get("/healthz").status == 200
    assert house.server.entries(QUIZ, "anna") == before
    assert anna.save("plants-q02", LONG, saw=2, slug=QUIZ).json["revision"] == 3
    assert [each.answer["revision"] for each in house.server.history(QUIZ, "anna")] == [1, 2, 3]


@each_trouble
def test_nothing_is_half_handed_in(house, anna, trouble: Trouble):
    """Is a hand-in that could not be kept repeated without a second attempt being used?"""
    assert anna.save("plants-q02", LONG, saw=2, slug=QUIZ).status == 200
    with trouble(house):
        for _ in range(2):
            retried(house, anna.send(f"/api/{QUIZ}/hand-in", {"nonce": "h"}), WORDS[trouble])
    assert house.server.portal.store.read(hand_ins.of("anna", QUIZ)) == []
    reply = anna.send(f"/api/{QUIZ}/hand-in", {"nonce": "h"})
    assert reply.status == 200 and reply.json["quiz"]["used"] == 1
    assert anna.send(f"/api/{QUIZ}/hand-in", {"nonce": "h"}).json["receipt"] == reply.json["receipt"]


@pytest.mark.parametrize("trouble", [each for each in WORDS if each is not full], ids=lambda each: each.__name__)
def test_no_step_is_opened_and_no_attempt_begun(house, anna, trouble: Trouble):
    """Do steps and attempts stay where they are, and is each page told so in its own words?"""
    assert anna.send(f"/api/{QUIZ}/hand-in", {"nonce": "h"}).status == 200
    with trouble(house):
        opened = anna.send(f"/api/{MODULE}/open", {"case": CASE, "saw": 1, "nonce": "o"})
        retried(house, opened, WORDS[trouble], "not-opened")
        retried(house, anna.send(f"/api/{QUIZ}/reopen", {"nonce": "r"}), WORDS[trouble])
    assert house.server.portal.store.read(hand_ins.of("anna", QUIZ))[-1].reopened is None
    assert anna.send(f"/api/{MODULE}/open", {"case": CASE, "saw": 1, "nonce": "o"}).json["opened"] == 2
    assert anna.send(f"/api/{QUIZ}/reopen", {"nonce": "r"}).status == 200


@each_trouble
def test_pages_and_log_ins_say_it_in_words(house, anna, trouble: Trouble):
    """Does a page show what it can or say why not, without a path, and is nobody logged in by half?"""
    with trouble(house):
        # Another program's log-in: now each log-in has to be read from the store again.
        house.roster.sessions.refresh(10**6)
        for path in ("/", f"/module/{MODULE}", "/results", f"/api/{MODULE}"):
            reply = anna.get(path)
            assert reply.status in (200, 507) and (reply.status == 200 or re.search(WORDS[trouble], reply.text))
            hides(house, reply)
        visitor = house.server.browser()
        reply = visitor.log_in("bennet", PINS["bennet"])
        assert reply.status in (303, 507) and ("nbcare-session" in visitor.cookies) == (reply.status == 303)
        hides(house, reply)
    assert anna.get("/").status == 200
    assert house.server.browser().log_in("bennet", PINS["bennet"]).status == 303


def test_a_save_whose_log_in_cannot_be_read_is_sent_again(house, anna):
    """Is an answer not refused for good because the store was away at the moment when the log-in was looked up?"""
    with moved(house):
        anna.save("x-p01", "b", saw=1)  # the connections to the file that was moved are closed
        house.roster.sessions.refresh(10**6)
        reply = anna.save("x-p01", "b", saw=1)
        assert reply.status == 507 and reply.json["error"]["again"] is True and reply.json["error"]["code"] == "disk"
        hides(house, reply)
    assert anna.save("x-p01", "b", saw=1).json["revision"] == 2


def test_a_short_lock_of_another_program_is_waited_for(house, anna):
    """Is grading that writes at the same moment no trouble at all?"""
    other = sqlite3.connect(file_of(house), isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    ends = threading.Timer(served.PATIENCE / 5, lambda: other.execute("COMMIT"))
    ends.start()
    assert anna.save("x-p01", "b", saw=1).json["revision"] == 2
    ends.join()
    other.close()


def test_answers_that_arrive_together_with_one_that_does_not_fit_are_saved(house, anna):
    """Does one learner's long answer on a full disk cost the others nothing that fits?"""
    ben = house.browser("bennet")
    with full(house):
        retried(house, anna.save("plants-q02", LONG, saw=2, slug=QUIZ), WORDS[full])
        assert ben.save("plants-q02", "short", saw=1, slug=QUIZ).status == 200


def test_a_backup_that_is_put_in_the_place_of_the_store_is_used(house, anna):
    """Does the portal go on with the file that an administrator put there, without a restart?"""
    path = file_of(house)
    house.server.portal.store.database.close()
    shutil.copy(path, path.with_name("backup.db"))
    assert anna.save("x-p01", "b", saw=1).json["revision"] == 2
    house.server.portal.store.database.close()
    path.with_name("backup.db").replace(path)
    first = anna.save("x-p01", "c", saw=1)
    assert first.status in (200, 507), "once it may say that the file was changed"
    assert anna.save("x-p01", "c", saw=1).json["revision"] == 2
    assert house.server.stored(MODULE, "anna")["x-p01"] == "c"


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_a_link_in_the_place_of_the_submissions_is_not_followed(house, anna, tmp_path):
    """Does what was handed in never get written to another place, and stay in the store?"""
    assert anna.send(f"/api/{QUIZ}/hand-in", {"nonce": "h"}).status == 200
    target = tmp_path / "outside"
    target.mkdir()
    folder = house.root / "state/nbgrader/submitted"
    folder.mkdir(parents=True)
    (folder / "anna").symlink_to(target, target_is_directory=True)
    accept(house)
    house.server.submission("anna")
    assert list(target.iterdir()) == []
    (folder / "anna").unlink()
    assert (house.server.submission("anna") / "responses.json").is_file()
