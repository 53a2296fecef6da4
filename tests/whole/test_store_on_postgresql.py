"""The store on a real PostgreSQL server: the same tests as on SQLite, and what only a server does."""

import itertools
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from courses import ROOT
from sqlalchemy import create_engine, event, select, text

from nbcare.store import answers, settings, tables
from nbcare.store.errors import StoreNotOpenedError, StoreUnavailableError
from nbcare.store.opening import open_store
from nbcare.store.save import Save

pytestmark = pytest.mark.needs("postgresql")
PATIENCE, SAVES = 1, 10_000
names = (f"of_a_test_{number}" for number in itertools.count())


@pytest.fixture
def url(server):
    """The address of an empty database of the test's own."""
    return server.new_database(next(names))


def administer(server, statement):
    engine = create_engine(server.url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        rows = connection.execute(text(statement))
        found = rows.all() if rows.returns_rows else []
    engine.dispose()
    return found


def save(response, saw, learner="anna", item="x-q01"):
    return Save(learner, "x-quiz", item, response, saw, "sha256:ab", "1.0.0", "2026-12-01T08:15:00Z")


def test_the_tests_of_the_store_pass_on_postgresql(server):
    """Is the store the same on a server as in a file?"""
    command = [sys.executable, "-m", "pytest", "-p", "no:nbval", "-p", "no:cacheprovider", "-q", "tests/store"]
    command.append("--ignore-glob=tests/store/test_sqlite*")
    environment = os.environ | {"NBCARE_TEST_DATABASE": server.url}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, (done.stdout + done.stderr)[-8000:]


def test_a_server_that_restarts_is_used_again(server, url):
    """Does saving go on by itself after the server was away, with nothing lost, and is it said meanwhile?"""
    with open_store(url, patience=PATIENCE) as store:
        assert store.write(save("a", 0)).revision == 1
        server.stop()
        try:
            with pytest.raises(
                StoreUnavailableError, match="on 127.0.0.1: it cannot be reached; see that its server runs"
            ):
                store.write(save("b", 1))
            with pytest.raises(StoreUnavailableError, match="it cannot be reached"):
                store.read(answers.read("anna", "x-quiz"))
        finally:
            server.start()
        assert store.write(save("b", 1)).revision == 2
        assert store.read(answers.read("anna", "x-quiz"))["x-q01"]["response"] == "b"


def test_a_server_that_restarted_between_two_saves_is_not_noticed(server, url):
    """Is a connection that was lost while nobody used it opened anew, without an error?"""
    with open_store(url, patience=PATIENCE) as store:
        store.write(save("a", 0))
        store.read(answers.read("anna", "x-quiz"))
        server.stop()
        server.start()
        assert len(store.read(answers.read("anna", "x-quiz"))) == 1
        assert store.write(save("b", 1)).revision == 2


def test_a_server_that_fails_loses_nothing_acknowledged(server, url):
    """Is every save that was acknowledged there after the server lost its power in the middle?"""
    with open_store(url, patience=PATIENCE) as store:
        futures = {f"n{number}": store.submit(save("a", 0, f"n{number}")) for number in range(SAVES)}
        futures["n300"].result()
        server.stop("immediate")
        acknowledged = {who for who, future in futures.items() if future.exception() is None}
        server.start()
        kept = store.read(lambda connection: set(connection.scalars(select(tables.answers.c.learner))))
    assert len(acknowledged) > 300
    assert acknowledged <= kept


def test_a_commit_that_was_cut_off_is_not_done_twice(server, url):
    """Is a job that may have been committed left to whoever asked for it, who knows whether to ask again?"""
    runs = []

    def insert(connection):
        runs.append(connection.scalar(text("SELECT pg_backend_pid()")))
        settings.put("name", str(len(runs)))(connection)

    def cut_off(connection):
        administer(server, f"SELECT pg_terminate_backend({runs[-1]}, 60000)")

    with open_store(url, patience=PATIENCE) as store:
        event.listen(store.database.writer, "commit", cut_off)
        with pytest.raises(StoreUnavailableError, match="it cannot be reached"):
            store.write(insert)
        event.remove(store.database.writer, "commit", cut_off)
        assert len(runs) == 1
        store.write(insert)
        assert store.read(settings.find("name")) == "2"


def test_rows_that_another_program_holds_are_waited_for_and_said(server, url):
    """Does a save end in a sentence when another program keeps the learner's rows, and go through after that?"""
    engine = create_engine(url)
    with open_store(url, patience=0.1) as store:
        store.write(save("a", 0))
        with engine.begin() as other:
            other.execute(text("SELECT seed FROM scopes FOR UPDATE"))
            with pytest.raises(StoreUnavailableError, match="another program holds it locked"):
                store.write(save("b", 1))
        assert store.write(save("b", 1)).revision == 2
    engine.dispose()


def test_two_programs_that_wait_for_each_other_both_go_on(url):
    """Is a job that a deadlock ended run again on fresh rows?"""
    engine, tries = create_engine(url), []
    with open_store(url, patience=60) as store, ThreadPoolExecutor() as pool, engine.connect() as other:
        for learner in ("anna", "ben"):
            store.write(save("a", 0, learner))
        # Whoever waited longest looks for deadlocks, and ends itself: let that be the store.
        other.execute(text("SET deadlock_timeout = '60s'"))

        def cross():
            change(other, "ben")
            other.commit()

        def both(connection):
            change(connection, "ben")
            if not tries:
                change(other, "anna")
                crossing.append(pool.submit(cross))
            tries.append(1)
            change(connection, "anna")

        crossing = []
        store.write(both)
        crossing[0].result()
    engine.dispose()
    assert len(tries) == 2


def change(connection, learner):
    connection.execute(text("UPDATE scopes SET release = '2' WHERE learner = :learner"), {"learner": learner})


def test_commits_are_on_the_disk_whatever_is_usual_at_the_server(server, url):
    """Is a server that acknowledges early told not to?"""
    name = url.rpartition("/")[2]
    administer(server, f"ALTER DATABASE {name} SET synchronous_commit = off")
    administer(server, f"ALTER DATABASE {name} SET default_transaction_isolation = 'serializable'")
    with open_store(url) as store:
        asked = {setting: text(f"SHOW {setting}") for setting in ("synchronous_commit", "transaction_isolation")}
        found = store.write(lambda connection: {name: connection.scalar(each) for name, each in asked.items()})
    assert found == {"synchronous_commit": "on", "transaction_isolation": "read committed"}


def test_a_reader_cannot_write(url):
    """Is a job that writes stopped when it is given to `read`?"""
    with open_store(url) as store, pytest.raises(StoreUnavailableError, match="it may only be read"):
        store.read(save("a", 0))


def test_an_account_that_may_make_no_tables_is_said(server, url):
    """Does whoever forgot to give the account its rights read so?"""
    administer(server, "CREATE ROLE guest LOGIN")
    with pytest.raises(StoreUnavailableError, match="it may only be read; let this account write it"):
        open_store(url.replace("nbcare@", "guest@"))


def test_the_order_of_ids_is_that_of_their_bytes(url):
    """Are lists in the same order as in SQLite, whatever the server's language?"""
    with open_store(url) as store:
        for item in ("x-b", "x-A", "xa", "x-a", "x_a"):
            store.write(save("a", 0, item=item))
        assert list(store.read(answers.read("anna", "x-quiz"))) == ["x-A", "x-a", "x-b", "x_a", "xa"]


def test_a_wrong_name_is_said(server):
    """Does whoever mistypes the database read so, and not the password?"""
    with pytest.raises(
        (StoreUnavailableError, StoreNotOpenedError), match="database nothere on 127.0.0.1: it cannot be reached"
    ):
        open_store(server.url.replace("/postgres", "/nothere"), patience=PATIENCE)
