"""A class that is over is put aside whole, and the next one begins with nothing of it."""

import sqlite3
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

sys.path.insert(0, str(Path(__file__).parent))

from conftest import contents, points, write  # noqa: E402

from nbcare import cli  # noqa: E402
from nbcare.answers.course_store import open_course_store  # noqa: E402
from nbcare.errors import ContentError  # noqa: E402
from nbcare.state import archive, backup, former_class, serving_marks  # noqa: E402
from nbcare.store import answers, results, roster, sessions, settings, tables, terms  # noqa: E402
from nbcare.store.errors import StoreUnavailableError  # noqa: E402
from nbcare.store.results import Result  # noqa: E402
from nbcare.store.roster import Entry  # noqa: E402
from nbcare.store.save import Save  # noqa: E402
from nbcare.store.sessions import Session  # noqa: E402
from nbcare.store.terms import Terms  # noqa: E402

OF_THE_COURSE = {
    "settings.yaml": "version: 1\n",
    "nbgrader/nbgrader_config.py": "c.x = 1\n",
    "nbgrader/source/quiz/quiz.ipynb": "{}",
    "nbgrader/notes of the instructor.txt": "hers",
    "backups/before-upgrade.zip": "an older backup",
}
OF_THE_CLASS = {
    "nbgrader/release/quiz/quiz.ipynb": "{}",
    "nbgrader/autograded/ann/quiz/quiz.ipynb": "{}",
    "nbgrader/feedback/ann/quiz/quiz.html": "her page",
    "nbgrader/earlier/ann/quiz/responses.json": "{}",
    "nbgrader/autograde-report.csv": "ann",
    "exchange/plants/inbound/ann+quiz": "{}",
}


@pytest.fixture
def over(used):
    """A class that is over: rows in the store, files of nbgrader, and a gradebook."""
    write(used.state, OF_THE_COURSE | OF_THE_CLASS)
    with open_course_store(used.root) as store:
        store.write(Save("ann", "quiz", "x-q01", "b", 0, "sha256:ab", "1.0.0", "2026-12-01T08:15:00Z"))
        store.write(roster.replace({"ann": Entry("Ann Example", "00", "ab")}))
        store.write(sessions.begin("hash", Session("ann", 1.0, 1.0), 10))
        store.write(results.put([Result("ann", "quiz", "2026-12-01T09:00:00Z", {"points": 3})]))
        store.write(terms.replace({"quiz": Terms(True, "2026-12-01T09:00:00Z", 1, True)}))
        store.write(settings.put("roster-groups", "{}"))
        store.write(settings.put("laptop-secret", "kept"))
    return used


def rows(course) -> dict[str, int]:
    """Return how many rows each table has."""
    with open_course_store(course.root) as store:
        count = {
            table.name: store.read(lambda connection, table=table: len(connection.execute(select(table)).all()))
            for table in tables.metadata.sorted_tables
        }
    return {name: number for name, number in count.items() if number}


def put_aside(course, target=None) -> Path:
    return former_class.put_aside(course, target, lambda _line: None)


def test_the_next_class_begins_with_nothing_of_the_former_one(over):
    """Is no row, file or grade of it left, and all of the course's own?"""
    before = contents(over.state)
    put_aside(over)
    left = contents(over.state)
    assert set(rows(over)) == {"settings", "changes"}
    with open_course_store(over.root) as store:
        assert (
            store.read(settings.find("laptop-secret")) == "kept" and store.read(settings.find("roster-groups")) is None
        )
    assert {name: left[name] for name in OF_THE_COURSE} == {name: before[name] for name in OF_THE_COURSE}
    gone = [*OF_THE_CLASS, "nbgrader/submitted/ann/quiz/responses.json", "nbgrader/gradebook.db"]
    assert not [name for name in gone if name in left] and not list(over.state.glob(".former-class*"))
    assert not [name for name in left if name.startswith("workspace")]


def test_the_former_class_comes_back_whole_elsewhere(over, tmp_path):
    """Are its answers, result and grades there when the archive is restored into another folder?"""
    before = contents(over.state)
    whole = put_aside(over)
    assert whole.parent == over.state / "backups" and whole.name.startswith("class-")
    backup.restore(whole, tmp_path / "former")
    found = contents(tmp_path / "former")
    assert all(found[name] == before[name] for name in OF_THE_CLASS) and points(tmp_path / "former") == [(7,)]
    with sqlite3.connect(tmp_path / "former/store.db") as connection:
        for table in ("answers", "answer_history", "roster", "results", "terms"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,), table


def test_every_table_about_a_learner_is_emptied(over):
    """Would a table that is added later not be forgotten?"""
    put_aside(over)
    assert not [
        table.name for table in tables.metadata.sorted_tables if "learner" in table.columns and table.name in rows(over)
    ]


def test_nothing_goes_while_a_portal_serves(over):
    """Is the organiser told to end it first, and may she try again after it was ended or killed?"""
    before = rows(over)
    with serving_marks.serving(over.state), pytest.raises(ContentError, match="is open to learners; end it with Ctrl"):
        put_aside(over)
    assert rows(over) == before
    (over.state / ".serving/4711-killed.lock").write_text("")
    put_aside(over)


def test_nothing_goes_that_is_not_in_the_archive(over, monkeypatch):
    """Is a file that cannot be archived a reason to stop, with the archive gone and everything in its place?"""
    before, was = contents(over.state), rows(over)
    real = backup.archive.write

    def write(target, kind, release, at, sources, say):
        say(archive.left_out("nbgrader/x", "this account may not read it"))
        return real(target, kind, release, at, sources, say)

    monkeypatch.setattr(backup.archive, "write", write)
    with pytest.raises(ContentError, match="nbgrader/x is left out.*nothing was changed"):
        put_aside(over)
    after = contents(over.state)
    assert {name: after[name] for name in OF_THE_CLASS} == {name: before[name] for name in OF_THE_CLASS}
    assert rows(over) == was and not list((over.state / "backups").glob("class-*"))


def test_nothing_goes_with_a_damaged_archive(over, monkeypatch):
    """Is the archive read again before anything is removed?"""
    real = backup.archive.write

    def write(target, *arguments):
        count = real(target, *arguments)
        content = bytearray(target.read_bytes())
        place = content.find(b"her page") if b"her page" in content else len(content) // 3
        content[place] ^= 0xFF
        target.write_bytes(content)
        return count

    monkeypatch.setattr(backup.archive, "write", write)
    before = rows(over)
    with pytest.raises(ContentError, match="damaged|not as it was"):
        put_aside(over)
    assert rows(over) == before and (over.state / "nbgrader/feedback/ann/quiz/quiz.html").is_file()


def test_what_was_interrupted_is_done_by_the_next_try(over, monkeypatch):
    """Are the rows still there when the store fails after the files went, and all gone after another try?"""
    with monkeypatch.context() as patch:

        def fails() -> None:
            raise StoreUnavailableError(28, "store.db: its disk is full")

        patch.setattr(former_class.class_rows, "clear", fails)
        with pytest.raises(ContentError, match="its disk is full"):
            put_aside(over)
    assert "answers" in rows(over) and len(list(over.state.glob(".former-class*"))) == 1
    assert len(list((over.state / "backups").glob("class-*.zip"))) == 1, "the first archive has everything"
    put_aside(over)
    assert set(rows(over)) == {"settings", "changes"} and not list(over.state.glob(".former-class*"))


def test_an_archive_that_is_there_already_is_not_written_over(over, tmp_path):
    """Is another name asked for?"""
    (tmp_path / "class.zip").write_text("of last year")
    with pytest.raises(ContentError, match="is there already; name another file"):
        put_aside(over, tmp_path / "class.zip")
    assert (tmp_path / "class.zip").read_text() == "of last year" and "answers" in rows(over)


@pytest.mark.parametrize("students", [0, 1])
def test_a_gradebook_elsewhere_is_not_forgotten(over, tmp_path, students):
    """Is one outside of the state refused while it has students, and no hindrance without?"""
    with sqlite3.connect(tmp_path / "grades.db") as connection:
        connection.execute("CREATE TABLE student (id)")
        connection.executemany("INSERT INTO student VALUES (?)", [("ann",)] * students)
    (over.state / "settings.yaml").write_text(f"version: 1\ngradebook: sqlite:///{tmp_path}/grades.db\n")
    if students:
        with pytest.raises(ContentError, match="outside of the state, which this command does not copy"):
            put_aside(over)
        assert "answers" in rows(over)
    else:
        put_aside(over)


def test_a_gradebook_of_another_name_goes_with_the_class(over, tmp_path):
    """Is a file in the state that the settings name archived and removed, too?"""
    with sqlite3.connect(over.state / "nbgrader/other.db") as connection:
        connection.execute("CREATE TABLE student (id)")
    (over.state / "settings.yaml").write_text("version: 1\ngradebook: sqlite:///other.db\n")
    whole = put_aside(over)
    assert not (over.state / "nbgrader/other.db").exists() and "nbgrader/other.db" in archive.contents(whole).files


@pytest.mark.parametrize(("typed", "status"), [("yes", 0), ("no", 1), (None, 1)])
def test_the_command_asks_before_a_class_goes(over, monkeypatch, capsys, typed, status):
    """Does only a typed yes do it, and is it said how to look at the former class?"""

    def answer(_question: str) -> str:
        if typed is None:
            raise EOFError
        return typed

    monkeypatch.setattr("builtins.input", answer)
    monkeypatch.setattr("nbcare.content.course.load", lambda *_: over)
    assert cli.main(["archive"]) == status
    said = capsys.readouterr().out
    if typed == "yes":
        assert "NBCARE_STATE=former-class nbcare restore" in said and "answers" not in rows(over)
        with open_course_store(over.root) as store:
            assert store.read(answers.read("ann", "quiz")) == {}
    else:
        assert "Nothing was changed." in said and "answers" in rows(over)
