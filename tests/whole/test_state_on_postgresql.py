"""A state whose store lies on a server: backed up, upgraded, restored there, and brought there from the file."""

import itertools
import shutil

import older_store
import pytest
from courses import copy_course, without_quizzes
from sqlalchemy import create_engine, text

from nbcare import cli
from nbcare.answers.course_store import open_course_store
from nbcare.content import course as courses
from nbcare.state import archive, backup, ready, server_store, upgrade
from nbcare.store import hand_ins, settings
from nbcare.store.opening import open_store, schema_version
from nbcare.store.tables import SCHEMA_VERSION

pytestmark = pytest.mark.needs("postgresql")
names = (f"state_{number}" for number in itertools.count())


@pytest.fixture
def url(server):
    """The address of an empty database."""
    return server.new_database(next(names))


@pytest.fixture
def root(url, tmp_path):
    """A course whose settings name that database."""
    root = copy_course(tmp_path / "course")
    without_quizzes(root)
    (root / "state").mkdir()
    (root / "state/settings.yaml").write_text(f"version: 1\nstore: {url}\n")
    return root


@pytest.fixture
def older(root, url):
    """The same with a store of the first version on the server."""
    older_store.make(url)
    return root


def run(root, *words) -> int:
    return cli.main(["--course", str(root), *map(str, words)])


def emptied(url):
    """Empty a database, as its administrator would."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()


def handed_in(root) -> list[str]:
    with open_course_store(root) as store:
        return [each.hash for each in store.read(hand_ins.of("anna", "x"))]


def test_an_older_store_is_backed_up_at_its_own_version(older, url, tmp_path):
    """Is there a copy that the earlier release can read, before anything is upgraded?"""
    assert run(older, "backup", tmp_path / "b.zip") == 0
    assert schema_version(url) == 1
    archive.extract(tmp_path / "b.zip", tmp_path / "files")
    assert schema_version(f"sqlite:///{tmp_path}/files/store.db") == 1


def test_an_older_store_is_looked_at_without_a_change(older, url, capsys):
    """Can whoever decides about an upgrade read first what it changes?"""
    assert run(older, "upgrade", "--look") == 0
    assert "has not been upgraded before" in capsys.readouterr().out and schema_version(url) == 1
    assert [each.name for each in (older / "state").iterdir()] == ["settings.yaml"]


def test_an_older_store_is_upgraded_after_a_backup(older, url, capsys):
    """Does one command do it, with what was handed in still there, and the copy at the version of before?"""
    assert run(older, "upgrade") == 0
    said = capsys.readouterr().out
    assert said.index("No quiz is open") < said.index("Backup of") < said.index("The state is that of")
    assert schema_version(url) == SCHEMA_VERSION and handed_in(older) == ["ab"]
    [kept] = (older / "state/backups").glob("*.zip")
    archive.extract(kept, older / "files")
    assert schema_version(f"sqlite:///{older}/files/store.db") == 1


def test_the_way_back_is_said_and_leads_back(older, url, capsys):
    """Is going back refused before anything is moved, and does the sentence lead there?"""
    assert run(older, "upgrade") == 0
    assert run(older, "upgrade", "--back") == 2
    said = capsys.readouterr().err
    assert "empty that database" in said and "holds answers already" not in said
    assert schema_version(url) == SCHEMA_VERSION and (older / "state/settings.yaml").is_file()
    archived = said.rpartition("nbcare restore ")[2].strip().rstrip(".")
    away = said.partition(f"move {older / 'state'} to ")[2].partition(",")[0]
    emptied(url)
    shutil.move(older / "state", away)
    assert run(older, "restore", archived) == 0
    # This program is not the earlier one: it brings what it restores to a server to its own version.
    assert schema_version(url) == SCHEMA_VERSION and handed_in(older) == ["ab"]
    assert not list((older / "state").glob("store.db*"))


def test_a_backup_is_not_restored_over_answers(older, url, tmp_path):
    """Is a database that is in use refused, with nothing changed?"""
    backup.back_up(courses.load_local(older), tmp_path / "b.zip")
    with pytest.raises(Exception, match="holds answers already; name an empty database"):
        backup.restore(tmp_path / "b.zip", tmp_path / "elsewhere")
    assert schema_version(url) == 1 and not (tmp_path / "elsewhere").exists()


def test_the_release_is_noted_on_a_server_too(root, url):
    """Does the first upgrade of a state that this release began make no backup?"""
    course = courses.load_local(root)
    ready.bring_up_to_date(course)
    upgrade.upgrade(course, lambda _: None)
    assert not (course.state / "backups").exists()
    with open_store(url) as store:
        assert store.read(settings.find(ready.RELEASE)) == course.release


@pytest.fixture
def left(root):
    """A house with answers in the file, that has just named a server."""
    older_store.make(f"sqlite:///{root}/state/store.db")
    return root


def test_a_course_does_not_begin_anew_on_a_server(left, url):
    """Is a start refused, in place of one that shows every nurse an empty course?"""
    course = courses.load_local(left)
    for begin in (ready.bring_up_to_date, ready.require_current):
        with pytest.raises(Exception, match="names a database without answers.+run: nbcare upgrade"):
            begin(course)
    assert schema_version(url) == 0


def test_an_upgrade_brings_the_file_to_the_server(left, url, capsys, tmp_path):
    """Are the answers on the server after one command, with the file kept and a backup that leads back?"""
    assert run(left, "upgrade") == 0
    assert "rows of" in capsys.readouterr().out
    assert schema_version(url) == SCHEMA_VERSION and handed_in(left) == ["ab"]
    state = left / "state"
    [moved] = state.glob("store.db*")
    assert moved.name.startswith("store.db.moved-") and schema_version(f"sqlite:///{moved}") == SCHEMA_VERSION
    ready.require_current(courses.load_local(left))
    [kept] = (state / "backups").glob("*.zip")
    archive.extract(kept, tmp_path / "files")
    assert schema_version(f"sqlite:///{tmp_path}/files/store.db") == 1
    emptied(url)
    backup.restore(kept, tmp_path / "elsewhere")
    with open_store(url) as store:
        assert [each.hash for each in store.read(hand_ins.of("anna", "x"))] == ["ab"]


def test_the_rows_are_brought_once(left, url, monkeypatch):
    """Does an upgrade that waited for another one find nothing to bring, and leave the other's file alone?"""
    found = iter([True, False])
    usual = server_store.left_behind
    monkeypatch.setattr(server_store, "left_behind", lambda state: next(found, False))
    monkeypatch.setattr(server_store, "move", lambda *_: pytest.fail("brought twice"))
    upgrade.upgrade(courses.load_local(left), lambda _: None)
    monkeypatch.undo()
    assert usual(left / "state") and next(found, None) is None


def test_a_database_that_holds_settings_is_not_mixed_with_the_file(left, url):
    """Is a database that another course has begun with refused, and the file left in its place?"""
    with open_store(url) as store:
        store.write(settings.put("laptop-secret", "of another course"))
    with pytest.raises(Exception, match="holds answers already; name an empty database"):
        upgrade.upgrade(courses.load_local(left), lambda _: None)
    assert (left / "state/store.db").is_file()


def test_a_server_that_cannot_be_reached_is_what_a_backup_says(root, tmp_path, capsys):
    """Is the database named, and not the archive that is whole as far as it goes?"""
    (root / "state/settings.yaml").write_text("version: 1\nstore: postgresql+psycopg://nbcare@127.0.0.1:1/course\n")
    assert run(root, "backup", tmp_path / "b.zip") != 0
    said = capsys.readouterr().err
    assert "database course on 127.0.0.1: it cannot be reached" in said and "space" not in said
