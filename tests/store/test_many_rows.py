"""Rows of a batch: each is written, in few statements, for between two of them the writer waits for its turn."""

import pytest
from sqlalchemy import event

from nbcare.store import answers, many_rows
from nbcare.store.writer import MOST_TOGETHER, outcomes


@pytest.mark.parametrize("count", [1, 2, 3, 31, 32, 33, 63, 64, 100, MOST_TOGETHER - 1, MOST_TOGETHER])
def test_a_batch_of_any_size_is_written_whole(store, save, count):
    """Is no row left out where a batch is split into several statements?"""
    saves = [save(learner=f"n{who:03}", response=who) for who in range(count)]
    assert [each.revision for each in outcomes(store.database, saves)] == [1] * count
    kept = [store.read(answers.read(each.learner, "x-quiz")) for each in saves]
    assert [each["x-q01"]["response"] for each in kept] == list(range(count))
    assert len(store.read(answers.history("n000", "x-quiz"))) == 1


@pytest.mark.parametrize(
    ("count", "statements"),
    [(1, 1), (many_rows.AT_ONCE - 1, 1), (many_rows.AT_ONCE, 1), (2 * many_rows.AT_ONCE + 3, 2)],
)
def test_a_usual_batch_is_one_statement_a_table(store, save, count, statements):
    """Does a batch of any number, up to those of a busy second, wait for its turn once a table?"""
    inserted = []

    def note(connection, cursor, statement, *others):
        if statement.lstrip().startswith("INSERT INTO answer"):
            inserted.append(statement)

    outcomes(store.database, [save(learner=f"n{who:03}") for who in range(count)])
    event.listen(store.database.writer, "before_cursor_execute", note)
    outcomes(store.database, [save(learner=f"n{who:03}", saw=1, response="c") for who in range(count)])
    assert len(inserted) == 2 * statements
