"""A copy of an SQLite database, made while others use it."""

import sqlite3
import stat
import sys
from contextlib import closing

import pytest

from nbcare.store.sqlite_copy import copy_database


@pytest.fixture
def database(tmp_path):
    file = tmp_path / "a #1.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE plants (name TEXT)")
        connection.execute("INSERT INTO plants VALUES ('fern')")
        connection.commit()
    return file


def plants(file):
    with closing(sqlite3.connect(file)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM plants")]


def test_a_copy_holds_what_was_committed_and_nothing_of_a_half_made_change(database, tmp_path):
    """Does the copy hold whole changes only, also those that stand beside the file still?"""
    with closing(sqlite3.connect(database)) as writer:
        writer.execute("INSERT INTO plants VALUES ('moss')")
        writer.commit()
        writer.execute("INSERT INTO plants VALUES ('ivy')")
        copy_database(database, tmp_path / "copy.db")
    assert plants(tmp_path / "copy.db") == ["fern", "moss"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_only_this_account_may_read_a_copy(database, tmp_path):
    """May another account of the machine read the copy?"""
    copy_database(database, tmp_path / "copy.db")
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600


def test_a_file_that_is_no_database_is_not_copied(tmp_path):
    """Does a damaged source end in an error instead of an empty copy?"""
    (tmp_path / "damaged.db").write_bytes(b"no database" * 1000)
    with pytest.raises(sqlite3.DatabaseError):
        copy_database(tmp_path / "damaged.db", tmp_path / "copy.db")
