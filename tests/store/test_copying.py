"""A store is copied whole, at its own version, while others write to it."""

import older_store
import pytest
from sqlalchemy import text

from nbcare.store import answers, copying, hand_ins, roster, sessions, settings, tables
from nbcare.store.errors import StoreNotOpenedError
from nbcare.store.opening import open_store, schema_version


def rows(store) -> dict[str, list[str]]:
    """Return every row by its table."""

    def read(connection):
        return {
            table.name: sorted(map(repr, connection.execute(table.select()))) for table in tables.metadata.sorted_tables
        }

    return store.read(read)


@pytest.fixture
def filled(store, save):
    """A store with answers, a learner and a log-in."""
    store.write(save())
    store.write(save(saw=1, response={"b1": "x"}, seconds=1.5, sure=3))
    store.write(roster.replace({"anna": roster.Entry("Anna", "s", "h")}))
    store.write(sessions.begin("t", sessions.Session("anna", 1.0, 2.0, "m"), 10))
    return store


@pytest.fixture
def to(tmp_path):
    """The address of a file that is not there yet."""
    return f"sqlite:///{tmp_path}/copy.db"


def test_every_row_is_copied(filled, address, to):
    """Are answers, history, roster and log-ins in the copy as they were, numbers and truths included?"""
    assert copying.copy(address, to) == sum(map(len, rows(filled).values())) > 5
    with open_store(to) as copy:
        assert rows(copy) == rows(filled)
        assert copy.read(answers.read("anna", "x-quiz")) == filled.read(answers.read("anna", "x-quiz"))


def test_a_copy_leads_back(filled, address, to, tmp_path):
    """Can a store be made of its copy again?"""
    again = f"sqlite:///{tmp_path}/again.db"
    copying.copy(address, to)
    copying.copy(to, again)
    with open_store(again) as store:
        assert rows(store) == rows(filled)


def test_an_older_store_is_copied_at_its_own_version(address, to, tmp_path):
    """Does a backup before an upgrade hold what the earlier release can read, and can it be upgraded and led back?"""
    older_store.make(address)
    assert copying.copy(address, to) == 1
    assert schema_version(to) == schema_version(address) == 1
    copying.copy(to, f"sqlite:///{tmp_path}/again.db")
    assert schema_version(f"sqlite:///{tmp_path}/again.db") == 1
    with open_store(to, migrate=True) as store:
        assert [each.hash for each in store.read(hand_ins.of("anna", "x"))] == ["ab"]


def test_a_store_that_holds_something_is_never_mixed(filled, address, to, save):
    """Is a database with answers refused, and left as it is?"""
    with open_store(to) as copy:
        copy.write(save(learner="ben"))
        before = rows(copy)
        with pytest.raises(StoreNotOpenedError, match="holds answers already; name an empty database"):
            copying.copy(address, to)
        assert rows(copy) == before


def test_an_older_target_that_holds_something_is_not_upgraded(filled, address, to):
    """Is a database with answers of an earlier release left at its version?"""
    older_store.make(to)
    with pytest.raises(StoreNotOpenedError, match="holds answers already"):
        copying.copy(address, to)
    assert schema_version(to) == 1


def test_a_copy_that_breaks_leaves_nothing(filled, address, to, monkeypatch):
    """Is a target empty when the copy ended in the middle, so that it can be tried again?"""
    pages, calls = copying._pages, []

    def broken(connection, table):
        calls.append(table)
        if len(calls) > 3:
            raise ZeroDivisionError
        return pages(connection, table)

    monkeypatch.setattr(copying, "_pages", broken)
    with pytest.raises(ZeroDivisionError):
        copying.copy(address, to)
    monkeypatch.undo()
    assert schema_version(to) == 0 and not copying.holds_learners(to)
    assert copying.copy(address, to) > 5


def test_a_store_without_learners_is_told_from_one_that_is_used(address, to, filled):
    """Is a database without tables, or with settings alone, told from one that holds what a learner did?"""
    assert not copying.holds_learners(to)
    with open_store(to) as store:
        store.write(settings.put("release", "1.0.0"))
    assert not copying.holds_learners(to)
    assert copying.holds_learners(address)


def test_a_newer_store_is_not_copied(filled, address, to):
    """Is what this program cannot know refused, before anything is made?"""
    filled.write(lambda connection: connection.execute(text("UPDATE alembic_version SET version_num = '99'")) and None)
    with pytest.raises(StoreNotOpenedError, match="a newer program made its tables"):
        copying.copy(address, to)
