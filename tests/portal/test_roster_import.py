"""A list of thousands is taken while the portal serves: slow hashes for what is new only, and nobody waits for others."""

import json
import threading

import pytest
from failing_disk import READ_ONLY, failing

from nbcare.answers.course_store import open_course_store
from nbcare.portal.identity import pins, roster_import, roster_progress
from nbcare.portal.identity.roster_import import GROUPS, SMALLEST_GROUP, TOGETHER, Progress
from nbcare.store import roster
from nbcare.store.errors import StoreUnavailableError

pytestmark = pytest.mark.usefixtures("hashed")

HOSPITAL, CLASS = 3000, 40


def listed(count: int, **changed: str) -> dict[str, tuple[str, str]]:
    """Return a list of so many learners; `changed` gives some another PIN."""
    found = {f"nurse-{n:04}": (f"pin-{n:04}-wxyz", f"Nurse {n}") for n in range(count)}
    return found | {id.replace("_", "-"): (pin, found[id.replace("_", "-")][1]) for id, pin in changed.items()}


@pytest.fixture
def store(tmp_path):
    with open_course_store(tmp_path) as opened:
        yield opened


def take(rows, store) -> list[Progress]:
    """Take a list; return what was said on the way."""
    steps: list[Progress] = []
    roster_import.take(rows, store, steps.append)
    return steps


def may_log_in(store, id: str, pin: str) -> bool:
    """Return whether a PIN opens the course."""
    entry = store.read(roster.listed()).get(id)
    return entry is not None and pins.fits(pin, {"salt": entry.salt, "hash": entry.hash})


def pins_of(hashed: list[str]) -> list[str]:
    """Return the single PINs among what was hashed."""
    return [each for each in hashed if not each.startswith("[")]


def test_a_hospitals_list_is_taken_and_told_step_by_step(store, hashed):
    """Does each learner log in with the own PIN and name, each PIN hashed once, and is the progress told to the end?"""
    rows = listed(HOSPITAL)
    steps = take(rows, store)
    assert sorted(pins_of(hashed)) == sorted(pin for pin, _ in rows.values())
    entries = store.read(roster.listed())
    assert {id: entry.name for id, entry in entries.items()} == {id: name for id, (_, name) in rows.items()}
    assert all(may_log_in(store, id, rows[id][0]) for id in list(rows)[::300])
    assert len({entry.salt for entry in entries.values()}) == HOSPITAL
    assert [step.ready for step in steps] == [*range(0, HOSPITAL, TOGETHER), HOSPITAL]
    assert {step.total for step in steps} == {HOSPITAL} and steps[-1].seconds_left == 0
    assert all(step.seconds_left >= 0 for step in steps)


def test_an_unchanged_list_hashes_no_pin(store, hashed):
    """Does a restart with the same names and PINs in another list cost one slow hash a group, and none a learner?"""
    take(listed(HOSPITAL), store)
    before = store.read(roster.listed())
    hashed.clear()
    assert roster_import.was_taken(listed(HOSPITAL), store) and len(hashed) == 1, "the very same list costs one"
    steps = take(listed(HOSPITAL), store)
    assert pins_of(hashed) == [] and len(hashed) == GROUPS + 2
    assert store.read(roster.listed()) == before and [step.ready for step in steps] == [HOSPITAL]


def test_a_changed_name_hashes_no_pin(store, hashed):
    """Is a corrected name taken with the next start, without slow work?"""
    take(listed(HOSPITAL), store)
    hashed.clear()
    take(listed(HOSPITAL) | {"nurse-0007": ("pin-0007-wxyz", "Anna")}, store)
    assert pins_of(hashed) == [] and store.read(roster.listed())["nurse-0007"].name == "Anna"


def test_one_changed_pin_hashes_its_group_only(store, hashed):
    """Does a new PIN cost less than a thirtieth of the list, and does the old one open nothing any more?"""
    take(listed(HOSPITAL), store)
    before = store.read(roster.listed())
    hashed.clear()
    take(listed(HOSPITAL, nurse_0007="another-pin"), store)
    assert 1 < len(pins_of(hashed)) < HOSPITAL / 30 and "another-pin" in hashed
    assert may_log_in(store, "nurse-0007", "another-pin") and not may_log_in(store, "nurse-0007", "pin-0007-wxyz")
    after = store.read(roster.listed())
    assert [id for id in before if before[id] != after[id]] == ["nurse-0007"], "the others stay logged in"
    hashed.clear()
    take(listed(HOSPITAL, nurse_0007="another-pin"), store)
    assert pins_of(hashed) == []


def test_a_pin_that_is_changed_back_opens_again(store):
    """Is the earlier list not taken for the one that stands?"""
    take(listed(HOSPITAL), store)
    take(listed(HOSPITAL, nurse_0007="another-pin"), store)
    take(listed(HOSPITAL), store)
    assert may_log_in(store, "nurse-0007", "pin-0007-wxyz") and not may_log_in(store, "nurse-0007", "another-pin")


def test_who_is_missing_cannot_log_in_from_the_first_moment(store):
    """Is somebody who left out before any PIN is hashed, and back with the old PIN when listed again?"""
    take(listed(HOSPITAL), store)
    without = {id: row for id, row in listed(HOSPITAL, nurse_0001="slow").items() if id != "nurse-0007"}
    seen = []
    roster_import.take(without, store, lambda _: seen.append("nurse-0007" in store.read(roster.listed())))
    assert seen and not any(seen)
    assert store.read(roster.find("nurse-0007")).listed is False
    take(listed(HOSPITAL, nurse_0001="slow"), store)
    assert may_log_in(store, "nurse-0007", "pin-0007-wxyz")


def test_the_others_log_in_while_the_rest_is_hashed(store):
    """Of a list that grows: do the known ones never have to wait, and the new ones only for their own turn?"""
    take(listed(1000), store)
    known, counts = [], []

    def look(progress: Progress) -> None:
        entries = store.read(roster.listed())
        known.append(len(entries.keys() & listed(1000).keys()))
        counts.append((progress.ready, len(entries)))

    roster_import.take(listed(1500), store, look)
    assert set(known) == {1000} and counts[0][1] == 1000 and counts[-1] == (1500, 1500)
    assert all(ready <= entries for ready, entries in counts)


def test_a_class_is_taken_without_hashes_of_groups(store, hashed):
    """Is no group so small that its PINs could be tried together, and a class quick all the same?"""
    take(listed(CLASS), store)
    assert len(hashed) == CLASS + 1 and len(pins_of(hashed)) == CLASS, "one more for the list as a whole"
    hashed.clear()
    take(listed(CLASS, nurse_0007="another-pin"), store)
    assert len(pins_of(hashed)) == CLASS + 1 and may_log_in(store, "nurse-0007", "another-pin")
    kept = json.loads(store.read(lambda connection: roster_import.settings.find(roster_import._KEPT)(connection)))
    assert kept == {}


def test_no_group_with_a_hash_is_small(store):
    """Does each hash of a group stand for at least eight PINs at once?"""
    rows = listed(500)
    take(rows, store)
    kept = roster_import._kept_groups(store)
    groups = roster_import._groups(rows)
    assert 0 < len(kept) < len(groups) and all(len(groups[number]) >= SMALLEST_GROUP for number in kept)
    assert {number for number, group in groups.items() if len(group) >= SMALLEST_GROUP} == kept.keys()


def test_pins_are_nowhere_in_the_store(store, tmp_path):
    """Does no file of the store hold a PIN that could be read?"""
    rows = listed(300)
    take(rows, store)
    take(listed(300, nurse_0007="wxyz-again"), store)
    content = b"".join(path.read_bytes() for path in (tmp_path / "state").glob("store.db*"))
    assert len(content) > 50_000 and b"wxyz" not in content
    assert not [pin for pin, _ in rows.values() if pin.encode() in content]


@pytest.mark.parametrize("fails_at", range(1, 6))
def test_a_list_that_is_interrupted_goes_on_with_the_next_start(store, monkeypatch, fails_at):
    """Wherever the store fails: is a list that is given then taken whole, whether the new one or the old one again?"""
    old, new = listed(600), listed(600, nurse_0007="another-pin", nurse_0400="a-third-pin")
    for again in (new, old):
        take(old, store)
        writes, real = [], store.write

        def write(job, writes=writes, real=real):
            writes.append(1)
            if len(writes) == fails_at:
                raise StoreUnavailableError(28, "store.db: its disk is full")
            return real(job)

        with monkeypatch.context() as patch:
            patch.setattr(store, "write", write)
            with pytest.raises(StoreUnavailableError):
                take(new, store)
        take(again, store)
        assert all(may_log_in(store, id, again[id][0]) for id in ("nurse-0007", "nurse-0400", "nurse-0001"))
        assert len(store.read(roster.listed())) == 600


def test_a_class_can_log_in_before_anything_else_happens(store, capsys):
    """Is a class of forty taken when `begin` returns, and is that said with the name of the list?"""
    roster_progress.begin(listed(CLASS), "learners.csv", store)
    assert len(store.read(roster.listed())) == CLASS
    assert "40 learners taken from learners.csv." in capsys.readouterr().out


def test_a_hospital_does_not_wait_for_its_list(store, monkeypatch, capsys):
    """Does the portal start at once with a long list, which goes on being taken beside it?"""
    go, real = threading.Event(), roster_import._hash

    def slow(*arguments):
        assert go.wait(300)
        real(*arguments)

    monkeypatch.setattr(roster_import, "_hash", slow)
    roster_progress.begin(listed(roster_progress.AT_ONCE + 1), "learners.csv", store)
    assert store.read(roster.listed()) == {} or not go.is_set()
    go.set()
    finish()
    assert len(store.read(roster.listed())) == roster_progress.AT_ONCE + 1
    assert "201 learners taken" in capsys.readouterr().out


def test_a_list_that_cannot_be_kept_is_said_and_the_portal_goes_on(store, caplog, capsys):
    """Does the organiser read what to do, with no word that it was taken, and does the next start take it?"""
    with failing(store, READ_ONLY):
        roster_progress.begin(listed(CLASS), "learners.csv", store)
    assert "learners.csv was not taken whole: store.db: it may only be read" in caplog.text
    assert "Start again with --roster." in caplog.text and "taken from" not in capsys.readouterr().out
    roster_progress.begin(listed(CLASS), "learners.csv", store)
    assert len(store.read(roster.listed())) == CLASS


def finish() -> None:
    """Wait until the list is taken."""
    for thread in threading.enumerate():
        if thread.name == "nbcare-roster":
            thread.join()
