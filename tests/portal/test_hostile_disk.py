"""A disk that is full, locked, or holds something else in the place of the answers: said, retried, nothing lost or followed."""

import errno
import json
import os

import hostile
import pytest
from filelock import FileLock
from hostile import well
from portal_served import MODULE, QUIZ

from nbcare.answers import files, store
from nbcare.portal import attempts

OUTSIDE = (
    b'{"version": 1, "assessment": "plants", "seed": "stolen", "items": {"x-p01": {"response": "a", "revision": 7}}}'
)


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
    return browser


def retried(reply, root) -> None:
    """Hold that the page is told to keep its answer and try again, in words without a path."""
    assert (reply.status, reply.json["type"], reply.json["again"], reply.json["code"]) == (
        507,
        "refused",
        True,
        "disk",
    ), reply
    assert str(root) not in reply.text and ".json" not in reply.text and ".lock" not in reply.text


@pytest.fixture
def full(monkeypatch):
    """Return what fills the disk: half of a file gets there, then nothing does."""

    def fill(patch):
        def refuse(descriptor: int) -> None:
            os.ftruncate(descriptor, os.fstat(descriptor).st_size // 2)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        patch.setattr(files.os, "fsync", refuse)

    return fill


def test_a_disk_that_fills_up_in_the_middle_of_a_file_leaves_the_old_one(house, anna, full, monkeypatch):
    """Is the answer refused for now, the file on disk whole, and the next save as good as any?"""
    path = house.server.answers(MODULE, "anna")
    before = path.read_bytes()
    with monkeypatch.context() as patch:
        full(patch)
        retried(anna.save("x-p01", "b", saw=1), house.root)
        assert (
            anna.send(f"/api/{MODULE}/open", {"case": "wilting-plant", "saw": 1, "nonce": "n"}).json["type"]
            == "not-opened"
        )
        assert path.read_bytes() == before
    assert anna.save("x-p01", "b", saw=1).json["revision"] == 2


def test_nothing_is_half_handed_in_on_a_full_disk(house, anna, full, monkeypatch):
    """Is a hand-in that could not be noted repeated without a second attempt being used?"""
    with monkeypatch.context() as patch:
        full(patch)
        retried(anna.send(f"/api/{QUIZ}/hand-in", {"nonce": "h1"}), house.root)
    reply = anna.send(f"/api/{QUIZ}/hand-in", {"nonce": "h1"})
    assert reply.status == 200 and reply.json["quiz"]["used"] == 1
    place = house.root / "state/nbgrader/submitted/anna"
    assert [each.name for each in place.iterdir()] == [QUIZ], "no folder that was being filled is left"


@pytest.mark.parametrize("what", ["learner", "page"])
def test_a_file_in_the_place_of_a_folder_is_told_and_kept(house, what):
    """Does a page whose folder cannot be made keep its answer, and save when the way is free?"""
    folder = house.root / "state/workspace/learners/anna"
    place = folder if what == "learner" else folder / MODULE
    place.rename(place.with_name("away"))
    house.server.portal.learners._stores.clear()
    place.write_text("not a folder")
    browser = house.server.browser()
    browser.cookies["nbcare-session"] = house.session()
    browser.get("/nowhere")
    retried(browser.save("x-p01", "b"), house.root)
    assert browser.get(f"/module/{MODULE}").status == 507 and place.read_text() == "not a folder"
    place.unlink()
    assert browser.save("x-p01", "b").status == 200


@pytest.mark.parametrize("call", ["open", "mkdir", "replace"])
def test_a_folder_that_may_not_be_written_is_told(house, anna, monkeypatch, call):
    """Is a refusal of the operating system, wherever it comes, a reply that the page understands?"""
    real = getattr(os, call)

    def refuse(path, *arguments, **options):
        if "learners" in str(path):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path, *arguments, **options)

    with monkeypatch.context() as patch:
        if call == "mkdir":
            (house.root / "state/workspace/learners/anna" / MODULE).rename(
                house.root / "state/workspace/learners/anna/away"
            )
            house.server.portal.learners._stores.clear()
        patch.setattr(os, call, refuse)
        retried(anna.save("x-p01", "b", saw=1), house.root)
        assert anna.get("/healthz").status == 200
    assert anna.save("x-p01", "b", saw=0 if call == "mkdir" else 1).status == 200


def test_an_unreadable_note_of_hand_ins_is_told(house, anna, monkeypatch):
    """Does a quiz whose hand-ins cannot be read take no answer, and say why in the page's own words?"""

    def refuse(path):
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(attempts, "_read", refuse)
        retried(anna.save("plants-q01", "a", slug=QUIZ), house.root)
        retried(anna.send(f"/api/{QUIZ}/reopen", {"nonce": "r"}), house.root)
    assert anna.save("plants-q01", "a", slug=QUIZ).status == 200


def test_a_lock_that_is_never_given_back_holds_up_nobody_else(house, anna, monkeypatch):
    """Is the learner told without a path, while the neighbour saves?"""
    monkeypatch.setattr(store, "LOCK_SECONDS", 0.3)
    house.server.portal.learners._stores.clear()
    with FileLock(house.server.answers(MODULE, "anna").with_name(".responses.lock")):
        retried(anna.save("x-p01", "b", saw=1), house.root)
        assert house.browser("bennet").save("x-p01", "b").status == 200
    assert anna.save("x-p01", "b", saw=1).status == 200


def test_a_link_in_the_place_of_the_answers_is_not_followed(house, tmp_path):
    """Is what it points to neither read nor written?"""
    target = tmp_path / "outside.json"
    target.write_bytes(OUTSIDE)
    path = house.server.answers(MODULE, "anna")
    path.unlink()
    path.symlink_to(target)
    house.server.portal.learners._stores.clear()
    browser = house.browser()
    for _ in range(2):  # the link is put aside, then a file is begun
        page = browser.get(f"/api/{MODULE}")
    assert page.status == 200 and page.json["state"]["items"]["x-p01"]["revision"] == 0 and "stolen" not in page.text
    assert browser.save("x-p01", "b").status == 200 and target.read_bytes() == OUTSIDE and not path.is_symlink()


@pytest.mark.parametrize("what", ["learner", "page"])
def test_a_link_in_the_place_of_a_folder_is_not_followed(house, tmp_path, what):
    """Is nothing written to another place, or read from another learner's?"""
    folder = house.root / "state/workspace/learners"
    place, target = (
        (folder / "anna", folder / "bennet")
        if what == "learner"
        else (folder / "anna" / MODULE, folder / "bennet" / MODULE)
    )
    place.rename(tmp_path / "away")
    place.symlink_to(target, target_is_directory=True)
    browser = house.server.browser()
    browser.cookies["nbcare-session"] = house.session()
    browser.get("/nowhere")
    before = house.written()
    retried(browser.save("x-p01", "b"), house.root)
    for page in (f"/api/{MODULE}", f"/module/{MODULE}"):
        assert browser.get(page).status == 507 and house.bens_seed not in browser.get(page).text
    assert house.written() == before
    place.unlink()


def test_a_folder_that_is_taken_away_meanwhile_is_made_again(house, anna):
    """Does a course folder that was cleared while the portal runs cost no answer that a page still shows?"""
    path = house.server.answers(MODULE, "anna")
    path.parent.rename(path.parent.with_name("away"))
    assert anna.save("x-p01", "b", saw=1).status == 200
    assert json.loads(path.read_bytes())["items"]["x-p01"]["response"] == "b"


def test_a_submission_folder_that_is_a_file_is_told(house, anna):
    """Is nothing handed in, the attempt not used, and the page told to try again?"""
    place = house.root / "state/nbgrader/submitted"
    place.write_text("not a folder")
    retried(anna.send(f"/api/{QUIZ}/hand-in", {"nonce": "h"}), house.root)
    place.unlink()
    reply = anna.send(f"/api/{QUIZ}/hand-in", {"nonce": "h"})
    assert reply.status == 200 and reply.json["quiz"]["used"] == 1
