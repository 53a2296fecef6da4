"""A forgotten PIN, a walk-in nurse, a nurse who left: done one by one while the portal serves, and kept by the next start."""

import json

import portal_served as served
import pytest

from nbcare import cli
from nbcare.answers.course_store import open_course_store
from nbcare.content.course import Course
from nbcare.portal.identity import pins, roster_changes, roster_import, roster_progress
from nbcare.portal.identity.roster import Roster
from nbcare.portal.identity.roster_changes import LearnerError
from nbcare.store import roster, settings
from nbcare.store.save import Save

LIST = {"n01": ("482911", "Anna Example"), "n02": ("482912", "Ben Example"), "n03": ("482913", "")}


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    """Hash PINs cheaply: what is tried here is not how long it takes."""
    monkeypatch.setattr(pins, "COST", 4)


@pytest.fixture
def ward(course):
    """A portal for a class that was taken from a list."""

    def made(_port, store) -> Roster:
        roster_progress.begin(LIST, "learners.csv", store)
        return Roster(store)

    with served.running(course, made) as server:
        yield server


@pytest.fixture
def nbcare(ward, monkeypatch, capsys):
    """Run a command as from another window, let the portal notice; return its status, output and error output."""
    loaded = Course(ward.root, "plants", "Plants", "1.0.0", 80, (), ())
    monkeypatch.setattr("nbcare.content.course.load", lambda *_: loaded)
    capsys.readouterr()

    def run(*words: str) -> tuple[int, str, str]:
        status = cli.main(["learner", *words])
        ward.portal.changes.look()
        return status, *capsys.readouterr()

    return run


def inside(ward, id: str, pin: str) -> served.Browser:
    browser = ward.browser()
    assert browser.log_in(id, pin).status == 303
    return browser


def pin_in(said: str) -> str:
    return said.partition("PIN ")[2][:6]


def answer(store, learner: str) -> None:
    store.write(Save(learner, "x-quiz", "x-q01", "b", 0, "sha256:ab", "1.0.0", "2026-12-01T08:15:00Z"))


def test_a_forgotten_pin_is_replaced_while_the_portal_serves(ward, nbcare):
    """Does the new PIN open, the old one not, is her log-in over, and nobody else's?"""
    anna, ben = inside(ward, "n01", "482911"), inside(ward, "n02", "482912")
    status, said, _ = nbcare("pin", "n01")
    assert status == 0 and said.startswith("n01 (Anna Example): PIN ") and "cannot be shown again" in said
    assert anna.get("/").status == 303 and ben.get("/").status == 200
    assert ward.browser().log_in("n01", "482911").status == 403
    inside(ward, "n01", pin_in(said))


def test_a_walk_in_nurse_is_added_while_the_portal_serves(ward, nbcare):
    """Can she log in with the printed PIN and her name, without a new list?"""
    status, said, _ = nbcare("add", "n41", "Wanda", "Walk-In")
    assert status == 0 and said.startswith("n41 (Wanda Walk-In): PIN ")
    assert "Wanda Walk-In" in inside(ward, "n41", pin_in(said)).get("/").text
    assert nbcare("add", "n42")[1].startswith("n42: PIN ")


def test_a_nurse_who_left_is_out_at_once_and_her_work_is_kept(ward, nbcare):
    """Does her log-in end, and come back with her answers when she returns?"""
    anna = inside(ward, "n01", "482911")
    anna.save("x-p01", "c")
    assert nbcare("remove", "n01")[:2] == (0, "n01: cannot log in any more. Answers and results are kept.\n")
    assert anna.get("/").status == 303 and ward.browser().log_in("n01", "482911").status == 403
    assert ward.stored(served.MODULE, "n01") == {"x-p01": "c"}
    _, said, _ = nbcare("add", "n01", "Anna", "Example")
    inside(ward, "n01", pin_in(said))


def test_a_name_is_corrected_without_a_log_out(ward, nbcare):
    """Is the new name on her page, cleaned, while she works on?"""
    anna = inside(ward, "n01", "482911")
    assert nbcare("rename", "n01", "Anna\u200b", " Smith") == (0, "n01 is now called Anna Smith.\n", "")
    assert "Anna Smith" in anna.get("/").text


def test_the_list_is_shown_without_pins(ward, nbcare):
    """Are ids and names printed, who left on request only?"""
    nbcare("remove", "n02")
    assert nbcare("list") == (0, "n01  Anna Example\nn03\n", "")
    assert nbcare("list", "--all")[1] == "n01  Anna Example\nn02  Ben Example  (cannot log in)\nn03\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add", "n01"), "nbcare learner n01: is listed already; for a new PIN: nbcare learner pin n01"),
        (("add", "N41"), "'N41' in the id column has capital letters; write n41"),
        (("add", "anna@ward.example"), "is an e-mail address"),
        (("pin", "n01", "n99"), "nbcare learner n99: is not on the list; look for the id: nbcare learner list"),
        (("rename", "n99", "X"), "n99: is not on the list"),
        (("remove", "n01", "n99"), "n99: is not on the list"),
    ],
)
def test_a_slip_is_one_sentence_and_changes_nothing(ward, nbcare, words, says):
    """Is what cannot be done said with what to do, all or nothing?"""
    before = ward.portal.store.read(roster.known())
    status, _, error = nbcare(*words)
    assert status == 2 and says in error and ward.portal.store.read(roster.known()) == before


def test_an_id_of_a_nurse_who_left_goes_to_nobody_else(ward, nbcare):
    """Does a new nurse not get the answers of the one whose id she is given?"""
    answer(ward.portal.store, "n01")
    nbcare("remove", "n01", "n02")
    status, _, error = nbcare("add", "n01", "Dana", "Other")
    assert status == 2 and "was the id of Anna Example, whose answers would be seen; give another id" in error
    assert nbcare("add", "n02", "Dana", "Other")[0] == 0, "nothing was done under this one"


def test_new_pins_are_random_six_digits():
    """Are they of the secrets module, zeros at the beginning kept?"""
    found = {roster_changes._new_pin() for _ in range(2000)}
    assert len(found) > 1900 and all(len(pin) == 6 and pin.isdigit() for pin in found)
    assert any(pin.startswith("0") for pin in found)


def again(store, capsys, rows) -> str:
    """Start again with a list, and return what is said."""
    capsys.readouterr()
    roster_progress.begin(rows, "learners.csv", store)
    return capsys.readouterr().out


@pytest.fixture
def store(tmp_path):
    """The store of a class that was taken from a list."""
    with open_course_store(tmp_path) as opened:
        roster_progress.begin(LIST, "learners.csv", opened)
        yield opened


def fits(store, id: str, pin: str) -> bool:
    entry = store.read(roster.listed()).get(id)
    return entry is not None and pins.fits(pin, {"salt": entry.salt, "hash": entry.hash})


def test_the_same_list_again_takes_nothing_back(store, tmp_path, capsys):
    """When an organiser starts with the CSV as every morning: does what was done by hand stay, and is that said?"""
    [anna] = roster_changes.new_pins(store, ["n01"])
    walk_in = roster_changes.add(store, tmp_path, "n41", "Wanda")
    roster_changes.remove(store, ["n02"])
    before = store.read(roster.known())
    assert "What was changed since then stays as it is." in again(store, capsys, LIST)
    assert store.read(roster.known()) == before
    assert fits(store, "n01", anna.pin) and fits(store, "n41", walk_in.pin) and not fits(store, "n02", "482912")


def test_another_list_is_the_whole_list_and_says_whom_it_leaves_out(store, tmp_path, capsys):
    """Are a walk-in who is missing in it and a nurse who is back named?"""
    roster_changes.add(store, tmp_path, "n41", "Wanda")
    roster_changes.remove(store, ["n02"])
    said = again(store, capsys, LIST | {"n04": ("482914", "")})
    assert "Not in this list, so they cannot log in any more: n41 (Wanda)." in said
    assert "Listed again: n02 (Ben Example)." in said and set(store.read(roster.listed())) == {
        "n01",
        "n02",
        "n03",
        "n04",
    }


def test_a_pin_given_by_hand_outlives_a_list_with_the_forgotten_one(store, capsys):
    """Does a longer list with the old PIN not lock her out, while one with a third PIN counts, and the old one after it?"""
    [slip] = roster_changes.new_pins(store, ["n01"])
    longer = LIST | {"n04": ("482914", "")}
    again(store, capsys, longer)
    assert fits(store, "n01", slip.pin) and fits(store, "n04", "482914")
    [slip] = roster_changes.new_pins(store, ["n01"])
    again(store, capsys, longer | {"n05": ("482915", "")})
    assert fits(store, "n01", slip.pin), "a second time, too"
    again(store, capsys, longer | {"n01": ("777111", "Anna Example")})
    assert fits(store, "n01", "777111") and not fits(store, "n01", slip.pin)
    again(store, capsys, longer)
    assert fits(store, "n01", "482911")


def test_a_list_that_was_interrupted_is_not_taken_for_the_last_one(store, monkeypatch):
    """Is a list whose taking was stopped taken again?"""
    monkeypatch.setattr(roster_import, "_keep_groups", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        roster_import.take(LIST | {"n04": ("482914", "")}, store, lambda _progress: None)
    assert not roster_import.was_taken(LIST, store)
    assert not roster_import.was_taken(LIST | {"n04": ("482914", "")}, store)


def test_what_is_kept_of_a_list_holds_no_pin(store):
    """Is the mark of the last list a slow hash over all of it?"""
    kept = store.read(settings.find("roster-list"))
    assert set(json.loads(kept)) == {"salt", "hash"} and "482911" not in kept


def test_an_id_that_cannot_be_found_is_cut(store):
    """Does a mistaken paste not fill the screen?"""
    with pytest.raises(LearnerError) as error:
        roster_changes.rename(store, "x" * 5000, "Anna")
    assert len(str(error.value)) < 200
