"""Ids that are given out again: another person never gets a former learner's answers, a forgotten PIN is no other person."""

import pytest

from nbcare.answers.course_store import open_course_store
from nbcare.portal import serving
from nbcare.portal.identity import roster_changes, roster_import, roster_people
from nbcare.portal.identity.roster_people import SameIdError
from nbcare.store import roster
from nbcare.store.save import Save

pytestmark = pytest.mark.usefixtures("hashed")

BEFORE = {"n01": ("482911", "Anna Example"), "n02": ("482912", "Ben Example"), "n03": ("482913", "")}


def answer(store, *learners: str) -> None:
    saves = [Save(id, "x-quiz", "x-q01", "b", 0, "sha256:ab", "1.0.0", "2026-12-01T08:15:00Z") for id in learners]
    for written in [store.submit(save) for save in saves]:
        written.result()


@pytest.fixture
def store(tmp_path, hashed):
    """The store of a class in which everybody has answered."""
    with open_course_store(tmp_path) as opened:
        roster_import.take(BEFORE, opened, lambda _progress: None)
        answer(opened, *BEFORE)
        hashed.clear()
        yield opened


def refused(store, tmp_path, **changed: tuple[str, str]) -> dict[str, str]:
    """Return the ids of a list that may stand for other people, with the reason."""
    try:
        roster_people.refuse_others("learners.csv", BEFORE | changed, store, tmp_path / "state/nbgrader")
    except SameIdError as error:
        return dict(error.ids)
    return {}


@pytest.mark.parametrize(
    ("id", "pin", "name"),
    [
        ("n01", "999999", "Anna Example"),
        ("n01", "999999", "example, ANNA"),
        ("n01", "482911", "Anna Exampel"),
        ("n01", "482911", "Anna Maria Example"),
        ("n01", "482911", ""),
        ("n03", "482913", "Cleo Example"),
        ("n03", "482913", ""),
        ("n99", "999999", "Somebody New"),
    ],
)
def test_a_forgotten_pin_and_a_corrected_name_are_the_same_nurse(store, tmp_path, id, pin, name):
    """Is a list with a new PIN or a mended name simply taken?"""
    assert refused(store, tmp_path, **{id: (pin, name)}) == {}


@pytest.mark.parametrize(
    ("id", "pin", "name", "why"),
    [
        ("n01", "999999", "Dana Other", "was Anna Example, is now Dana Other"),
        ("n01", "482911", "Dana Other", "was Anna Example, is now Dana Other"),
        ("n01", "999999", "Anna Exampel", "was Anna Example, is now Anna Exampel"),
        ("n01", "999999", "Anna", "was Anna Example, is now Anna"),
        ("n01", "999999", "", "has another PIN, and no two names to compare"),
        ("n03", "999999", "", "has another PIN, and no two names to compare"),
    ],
)
def test_an_id_that_may_stand_for_another_person_stops_the_list(store, tmp_path, id, pin, name, why):
    """Is it named with its reason?"""
    assert refused(store, tmp_path, **{id: (pin, name)}) == {id: why}


def test_an_id_without_work_is_free(tmp_path):
    """May an id go to another person who would see nothing of the former one?"""
    with open_course_store(tmp_path) as opened:
        roster_import.take(BEFORE, opened, lambda _progress: None)
        assert refused(opened, tmp_path, n01=("999999", "Dana Other")) == {}
        (tmp_path / "state/nbgrader/submitted/n01").mkdir(parents=True)
        assert list(refused(opened, tmp_path, n01=("999999", "Dana Other"))) == ["n01"], "nbgrader has her hand-in"


def test_who_was_taken_from_the_list_is_remembered(store, tmp_path):
    """Does the id of a nurse who left not go to the next one with her answers?"""
    roster_import.take({"n02": BEFORE["n02"]}, store, lambda _progress: None)
    assert list(refused(store, tmp_path, n01=("999999", "Dana Other"))) == ["n01"]


def test_a_pin_given_by_hand_is_no_other_person(store, tmp_path):
    """Is a longer list taken in which a nurse without a name still has the PIN that she forgot?"""
    roster_changes.new_pins(store, ["n03"])
    assert refused(store, tmp_path, n04=("482914", "")) == {}


def test_a_list_with_the_same_names_hashes_nothing(store, tmp_path, hashed):
    """Does a hospital's list cost no slow work before the portal starts?"""
    named = {id: row for id, row in BEFORE.items() if row[1]}
    roster_people.refuse_others("learners.csv", named, store, tmp_path / "state/nbgrader")
    assert hashed == []


def test_a_long_list_without_names_hashes_the_changed_groups_only(tmp_path, hashed):
    """Does one more nurse in a list of six hundred, in which all have work, not hash all PINs?"""
    rows = {f"n{n:04}": (f"pin-{n:04}", "") for n in range(600)}
    with open_course_store(tmp_path) as opened:
        roster_import.take(rows, opened, lambda _progress: None)
        answer(opened, *rows)
        hashed.clear()
        roster_people.refuse_others("learners.csv", rows | {"n0600": ("pin-0600", "")}, opened, tmp_path)
        assert len([each for each in hashed if not each.startswith("[")]) < 600 / 4, "small groups have no hash"
        with pytest.raises(SameIdError) as error:
            roster_people.refuse_others("learners.csv", rows | {"n0007": ("another", "")}, opened, tmp_path)
        assert list(error.value.ids) == ["n0007"]


def test_the_sentence_names_the_ways_on(store, tmp_path):
    """Does the organiser read who it is about, what to do for a class and for one nurse, and that nothing happened?"""
    with pytest.raises(SameIdError) as error:
        rows = {id: ("999999", f"New {id}") for id in BEFORE}
        roster_people.refuse_others("learners.csv", rows, store, tmp_path / "state/nbgrader")
    said = str(error.value)
    assert said.startswith("learners.csv: these ids have answers here") and "Nothing was changed." in said
    for words in (
        "n01: was Anna Example, is now New n01",
        "nbcare archive",
        "nbcare learner pin n01",
        "that nobody had",
    ):
        assert words in said


def test_a_long_list_of_them_is_cut(tmp_path):
    """Is the advice on the screen, too, when a whole class has other names?"""
    rows = {f"n{n:02}": ("482911", f"Old{n} Name") for n in range(40)}
    with open_course_store(tmp_path) as opened:
        roster_import.take(rows, opened, lambda _progress: None)
        answer(opened, *rows)
        with pytest.raises(SameIdError) as error:
            new = {id: ("999999", f"New{id}") for id in rows}
            roster_people.refuse_others("learners.csv", new, opened, tmp_path)
    assert "and 30 more" in str(error.value) and len(str(error.value).splitlines()) == 15


def test_a_portal_is_not_started_with_such_a_list(store, tmp_path, monkeypatch):
    """Does `nbcare serve` end before it takes anybody or listens?"""
    path = tmp_path / "learners.csv"
    path.write_text("id,pin,name\nn01,999999,Dana Other\n")
    monkeypatch.setattr(serving.ready, "bring_up_to_date", lambda _course: None)
    monkeypatch.setattr(serving.courses, "load", lambda _root: None)
    monkeypatch.setattr(serving, "_bound", lambda *_: pytest.fail("it listens"))
    before = store.read(roster.known())
    with pytest.raises(SameIdError):
        serving.serve(tmp_path, str(path), "127.0.0.1", 0, None, None)
    assert store.read(roster.known()) == before
