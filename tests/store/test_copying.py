"""A store is copied whole, while others write to it."""

import pytest

from nbcare.store import answers, copying, roster, sessions, tables
from nbcare.store.errors import StoreNotOpenedError
from nbcare.store.opening import open_store


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


def test_every_row_is_copied(filled, tmp_path):
    """Are answers, history, roster and log-ins in the copy as they were, numbers and truths included?"""
    with open_store(f"sqlite:///{tmp_path}/copy.db") as copy:
        assert copying.copy(filled, copy) == sum(map(len, rows(filled).values())) > 5
        assert rows(copy) == rows(filled)
        assert copy.read(answers.read("anna", "x-quiz")) == filled.read(answers.read("anna", "x-quiz"))


def test_a_copy_leads_back(filled, opened, tmp_path):
    """Can a store be made of its copy again, in the other kind of database, too?"""
    with open_store(f"sqlite:///{tmp_path}/copy.db") as copy, open_store(f"sqlite:///{tmp_path}/again.db") as again:
        copying.copy(filled, copy)
        copying.copy(copy, again)
        assert rows(again) == rows(filled)


def test_a_store_that_holds_something_is_never_mixed(filled, tmp_path, save):
    """Is a database with answers refused, and left as it is?"""
    with open_store(f"sqlite:///{tmp_path}/copy.db") as copy:
        copy.write(save(learner="ben"))
        before = rows(copy)
        with pytest.raises(StoreNotOpenedError, match="holds answers already; name an empty database"):
            copying.copy(filled, copy)
        assert rows(copy) == before
