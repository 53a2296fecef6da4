"""Opening a store: an empty database gets its tables, and one that this program cannot use is refused in a sentence."""

import shutil
import threading

import older_store
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from nbcare.store import answers, hand_ins, migration, tables
from nbcare.store.errors import StoreNotOpenedError, StoreUnavailableError
from nbcare.store.opening import UPGRADE, migrate, open_store, schema_version

NOW = tables.SCHEMA_VERSION


def set_version(store, version):
    store.write(
        lambda connection: connection.execute(text(f"UPDATE alembic_version SET version_num = '{version}'")) and None
    )


def test_an_empty_database_gets_its_tables(address, save):
    """Is a store there after the first opening, and the same one after the second?"""
    assert schema_version(address) == 0
    with open_store(address) as store:
        store.write(save())
    assert schema_version(address) == tables.SCHEMA_VERSION
    with open_store(address) as store:
        assert set(store.read(answers.read("anna", "x-quiz"))) == {"x-q01"}


def test_the_revisions_make_the_tables_that_the_program_expects(store):
    """Would a table be noticed that was changed in one place only?"""

    def differences(connection):
        return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), tables.metadata)

    assert [each for each in store.read(differences) if "alembic_version" not in str(each)] == []


def test_keys_and_row_order_are_those_that_the_program_expects(store):
    """Are primary keys and unique keys made as they are written? Alembic's comparison does not look at the first."""

    def keys(connection):
        found = inspect(connection)
        return {
            name: (
                found.get_pk_constraint(name)["constrained_columns"],
                [each["column_names"] for each in found.get_unique_constraints(name)],
            )
            for name in tables.metadata.tables
        }

    assert store.read(keys) == {
        name: (
            [column.name for column in table.primary_key],
            [["learner", "assessment", "nonce"]] if name == "hand_ins" else [],
        )
        for name, table in tables.metadata.tables.items()
    }


def test_every_table_of_a_learners_data_names_her():
    """Can her whole data be exported and deleted by one column?"""
    others = {name for name, table in tables.metadata.tables.items() if "learner" not in table.columns}
    assert others == {"ended_tokens", "terms", "released_items", "settings", "changes"}


def test_the_program_reads_the_last_revision():
    """Is the version in tables.py the number of the newest revision?"""
    scripts = ScriptDirectory(str(migration.MIGRATIONS))
    assert scripts.get_heads() == [str(tables.SCHEMA_VERSION)]
    assert sorted(int(each.revision) for each in scripts.walk_revisions()) == list(range(1, tables.SCHEMA_VERSION + 1))


def test_an_older_store_is_refused_with_the_command(address, monkeypatch):
    """Is nothing changed in an older database unless somebody asks for it?"""
    open_store(address).close()
    monkeypatch.setattr("nbcare.store.opening.SCHEMA_VERSION", tables.SCHEMA_VERSION + 1)
    with pytest.raises(
        StoreNotOpenedError,
        match=f"are of version {NOW}, this program's of {NOW + 1}; make a backup, then run: {UPGRADE}",
    ):
        open_store(address)
    assert schema_version(address) == NOW


def test_an_older_store_is_upgraded_on_request(address, save, tmp_path, monkeypatch):
    """Does the next revision run from the package, once, and keep what is saved?"""
    with open_store(address) as store:
        store.write(save())
    monkeypatch.setattr(migration, "MIGRATIONS", next_release(tmp_path))
    for module in ("opening", "migration"):
        monkeypatch.setattr(f"nbcare.store.{module}.SCHEMA_VERSION", NOW + 1)
    migrate(address)
    assert schema_version(address) == NOW + 1
    with open_store(address, migrate=True) as store:
        assert "extra" in store.read(lambda connection: inspect(connection).get_table_names())
        assert set(store.read(answers.read("anna", "x-quiz"))) == {"x-q01"}


def test_hand_ins_of_the_first_version_are_kept(address):
    """Does what was handed in before a moment of acceptance was known still count?"""
    older_store.make(address)
    with open_store(address, migrate=True) as store:
        [kept] = store.read(hand_ins.of("anna", "x"))
    assert kept.counts and kept.accepted is None and kept.hash == "ab"


def test_an_upgrade_that_fails_changes_nothing(address, tmp_path, monkeypatch):
    """Is a store never left between two versions?"""
    open_store(address).close()
    monkeypatch.setattr(migration, "MIGRATIONS", next_release(tmp_path, "raise ZeroDivisionError"))
    for module in ("opening", "migration"):
        monkeypatch.setattr(f"nbcare.store.{module}.SCHEMA_VERSION", NOW + 1)
    with pytest.raises(ZeroDivisionError):
        migrate(address)
    monkeypatch.undo()
    assert schema_version(address) == NOW
    with open_store(address) as store:
        assert "extra" not in store.read(lambda connection: inspect(connection).get_table_names())


def test_a_newer_store_is_refused(address):
    """Does an old program leave the tables of a newer one alone, even when asked to migrate?"""
    with open_store(address) as store:
        set_version(store, tables.SCHEMA_VERSION + 1)
    with pytest.raises(StoreNotOpenedError, match="a newer program made its tables .* install that program's release"):
        open_store(address, migrate=True)


def test_a_database_of_something_else_is_refused(address):
    """Is a gradebook or another program's database never written to?"""
    with open_store(address) as store:
        store.write(lambda connection: connection.execute(text("DROP TABLE alembic_version")) and None)
    with pytest.raises(StoreNotOpenedError, match="something else than a store of this course; name an empty database"):
        open_store(address, migrate=True)


@pytest.mark.parametrize("version", ["0a1b2c", ""])
def test_a_version_that_is_none_of_ours_is_refused(address, version):
    """Is another program's database that Alembic looks after, such as a hub's, left alone?"""
    with open_store(address) as store:
        set_version(store, version)
    with pytest.raises(StoreNotOpenedError, match="something else"):
        open_store(address, migrate=True)


def test_many_may_open_an_empty_database_at_once(address):
    """Are the tables made once when portal and kernel start together?"""
    ready, versions, errors = threading.Barrier(4), [], []

    def open_it():
        ready.wait()
        try:
            with open_store(address) as store:
                versions.append(store.read(migration.version()))
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert versions == [tables.SCHEMA_VERSION] * 4


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("store.db", "is not an address of a database; write sqlite:///path"),
        ("mysql://somewhere/x", "is a database of another kind; write sqlite:///path"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:////dev/null/store.db", "cannot be made: .*; name a folder that this account may write"),
    ],
)
def test_an_address_that_is_none_is_refused_in_a_sentence(url, words):
    """Does whoever mistypes the address read what to write?"""
    with pytest.raises(StoreNotOpenedError, match=words):
        open_store(url)


def test_a_server_that_does_not_answer_is_named_without_its_password():
    """Does the sentence tell which server, and keep the secret?"""
    with pytest.raises(StoreUnavailableError, match="database course on 127.0.0.1: it cannot be reached") as refused:
        open_store("postgresql://nurse:secret@127.0.0.1:1/course")
    assert "secret" not in str(refused.value)


def next_release(folder, also="pass"):
    """Make a copy of the revisions with one more."""
    copy = shutil.copytree(migration.MIGRATIONS, folder / "migrations", ignore=shutil.ignore_patterns("__pycache__"))
    lines = (
        "from alembic import op",
        "import sqlalchemy as sa",
        f"revision, down_revision = '{NOW + 1}', '{NOW}'",
        "def upgrade():",
        "    op.create_table('extra', sa.Column('a', sa.Text()))",
        f"    {also}",
    )
    (copy / "versions" / "next.py").write_text("\n".join(lines), encoding="utf-8")
    return copy
