"""What the portal is told about quizzes, whatever state the gradebook is in."""

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import made
import pytest
import yaml

from nbcare.answers.course_store import open_course_store
from nbcare.build import course_files
from nbcare.grading import publish_watcher, publishing
from nbcare.grading.publish_watcher import Watch
from nbcare.grading.publishing import NotPublishedError
from nbcare.store import changes, released_items
from nbcare.store.terms import Terms

DUE = "2026-12-01T17:00:00Z"


def set_due(root: Path, due: str | None = "2026-12-01 17:00:00 UTC") -> None:
    """Set the due date as formgrader does."""
    with made.gradebook(root) as gradebook:
        gradebook.update_or_create_assignment(made.QUIZ, duedate=due)


def test_every_nbgrader_command_publishes(small):
    """Is the quiz open once its notebook is generated, and only that one, without any further command?"""
    made.quickly(small, "db", "student", "list")
    assert made.published(small) == {made.QUIZ: Terms(open=True), made.OTHER: Terms(open=False)}


def test_a_due_date_is_told_in_utc(small):
    """Does a due date that was set with another time zone reach the portal in UTC, and vanish again when it is taken away?"""
    set_due(small, "2026-12-01T18:00 +0100")
    assert publishing.publish(small) and made.published(small)[made.QUIZ].due == DUE
    set_due(small, None)
    assert publishing.publish(small) and made.published(small)[made.QUIZ].due == ""


def test_attempts_of_the_course_are_told(small):
    """Does the number of attempts stand there, the quiz's own before the course's?"""
    data = yaml.safe_load((small / "course.yaml").read_text(encoding="utf-8")) | {"attempts": 2}
    data["assessments"][1]["attempts"] = 1
    (small / "course.yaml").write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    publishing.publish(small)
    assert {id: each.attempts for id, each in made.published(small).items()} == {made.QUIZ: 2, made.OTHER: 1}


def test_nothing_is_written_when_nothing_changed(small):
    """Does the store stay untouched, so that no portal reads it again, as long as it says the same?"""
    publishing.publish(small)
    with open_course_store(small) as store:
        before = store.read(changes.counts())
        assert not publishing.publish(small)
        assert store.read(changes.counts()) == before


def test_a_released_quiz_keeps_its_items_with_their_keys(small):
    """Can an old answer be marked by what was asked, after the question and its key were changed and released again?"""
    bank = small / "assessments/bank/signs.yaml"
    text = bank.read_text(encoding="utf-8")
    bank.write_text(text.replace("stem: One?", "stem: Uno?").replace("key: b\n", "key: c\n", 1), encoding="utf-8")
    course_files.build(small)
    made.quickly(small, "generate_assignment", made.QUIZ, "--force")
    with open_course_store(small) as store:
        kept = [each for each in store.read(released_items.of(made.QUIZ)) if each.item == "signs-q01"]
    assert [(each.content["stem"], each.content["key"]) for each in kept] == [("One?", "b"), ("Uno?", "c")]
    assert len({each.shown for each in kept}) == 2


@pytest.mark.parametrize("harm", ["absent", "damaged", "empty", "locked", "strange"])
def test_a_gradebook_in_trouble_takes_no_due_date_away(small, harm):
    """Are the last due dates kept when the gradebook cannot be read, while the rest goes on being told?"""
    set_due(small)
    publishing.publish(small)
    path, lock = small / "state/nbgrader/gradebook.db", None
    if harm == "absent":
        path.unlink()
    elif harm == "locked":
        lock = sqlite3.connect(path)
        lock.execute("begin exclusive")
    elif harm == "strange":
        with sqlite3.connect(path) as strange:
            strange.execute("update assignment set duedate = 'soon'")
    else:
        path.write_bytes(b"" if harm == "empty" else b"no gradebook " * 1000)
    (small / "state/nbgrader/release" / made.OTHER).mkdir()
    (small / "state/nbgrader/release" / made.OTHER / f"{made.OTHER}.ipynb").write_text("{}", encoding="utf-8")
    assert publishing.publish(small)
    assert made.published(small)[made.QUIZ].due == DUE
    assert made.published(small)[made.OTHER].open
    if lock:
        lock.close()


def test_a_course_with_a_mistake_is_one_sentence(small, capsys):
    """Does a broken course.yaml leave the file as it was, and end in words, not in a traceback?"""
    publishing.publish(small)
    before = made.published(small)
    (small / "course.yaml").write_text("course: [", encoding="utf-8")
    with pytest.raises(NotPublishedError, match="course.yaml"):
        publishing.publish(small)
    publish_watcher._at_end(small)
    assert publishing.main([str(small)]) == 1
    assert "Traceback" not in capsys.readouterr().err
    assert made.published(small) == before


def test_the_portal_can_have_it_written_at_its_start(small):
    """Does `python -m nbcare.grading.publishing` bring the terms up to date, and without loading nbgrader?"""
    environment = os.environ | {"PYTHONPATH": str(made.ROOT / "src"), "NBCARE_COURSE": str(small)}
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "nbcare.grading.publishing"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=1200,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert made.published(small)[made.QUIZ].open
    assert not [line for line in done.stderr.splitlines() if " nbgrader" in line or "nbconvert" in line]


def test_a_running_server_tells_a_new_due_date(small):
    """Does the watch of a server publish a due date that was set meanwhile, through trouble in course.yaml?"""
    watch = Watch(small, seconds=0.05)
    watch.start()
    try:
        wait_for(lambda: made.published(small))
        text = (small / "course.yaml").read_text(encoding="utf-8")
        (small / "course.yaml").write_text("course: [", encoding="utf-8")
        time.sleep(0.2)
        (small / "course.yaml").write_text(text, encoding="utf-8")
        set_due(small)
        wait_for(lambda: made.published(small)[made.QUIZ].due == DUE)
    finally:
        watch.ended.set()
        watch.join(10)
    assert not watch.is_alive()


def state(root: Path) -> tuple[object, ...]:
    """Return what a watch compares."""
    with open_course_store(root) as store:
        return publishing.state(root, store)


def test_what_was_locked_is_looked_at_again(small):
    """Does the end of somebody's writing count as a change, though it is not seen in the gradebook itself?"""
    writer = sqlite3.connect(small / "state/nbgrader/gradebook.db", isolation_level=None)
    before = state(small)
    writer.execute("begin immediate")
    writer.execute("create table another (one)")
    during = state(small)
    writer.execute("rollback")
    writer.close()
    assert before == state(small) != during


def test_only_a_server_is_watched(small, monkeypatch):
    """Does an ordinary command start no thread, and a server exactly one, however often nbgrader loads its settings?"""
    monkeypatch.setattr(publish_watcher, "_watch", None)
    publish_watcher.keep_published(small)
    assert publish_watcher._watch is None
    monkeypatch.setattr(publish_watcher, "_is_server", lambda: True)
    publish_watcher.keep_published(small)
    first = publish_watcher._watch
    publish_watcher.keep_published(small)
    assert first.daemon and publish_watcher._watch is first
    first.ended.set()
    first.join(10)


def wait_for(condition) -> None:
    """Wait until something is so; a slow machine gets five."""
    end = time.monotonic() + 300
    while not condition():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)
