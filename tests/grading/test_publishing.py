"""published.json: what the portal is told about quizzes, whatever state the gradebook is in."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import made
import pytest
import yaml

from nbcare.grading import publish_watcher, publishing
from nbcare.grading.publish_watcher import Watch
from nbcare.grading.publishing import NotPublishedError

DUE = "2026-12-01T17:00:00Z"


def told(root: Path) -> dict:
    """Return what stands in published.json."""
    return json.loads((root / "state/nbgrader/published.json").read_text(encoding="utf-8"))


def set_due(root: Path, due: str | None = "2026-12-01 17:00:00 UTC") -> None:
    """Set the due date as formgrader does."""
    with made.gradebook(root) as gradebook:
        gradebook.update_or_create_assignment(made.QUIZ, duedate=due)


def test_every_nbgrader_command_publishes(small):
    """Is the quiz open once its notebook is generated, and only that one, without any further command?"""
    made.quickly(small, "db", "student", "list")
    published = told(small)
    assert published["version"] == 1 and datetime.fromisoformat(published["at"]).tzinfo is not None
    assert published["assessments"] == {
        made.QUIZ: {"open": True, "due": "", "attempts": None, "returned": False},
        made.OTHER: {"open": False, "due": "", "attempts": None, "returned": False},
    }


def test_a_due_date_is_told_in_utc(small):
    """Does a due date that was set with another time zone reach the portal in UTC, and vanish again when it is taken away?"""
    set_due(small, "2026-12-01T18:00 +0100")
    assert publishing.publish(small) and told(small)["assessments"][made.QUIZ]["due"] == DUE
    set_due(small, None)
    assert publishing.publish(small) and told(small)["assessments"][made.QUIZ]["due"] == ""


def test_attempts_of_the_course_are_told(small):
    """Does the number of attempts stand there, the quiz's own before the course's?"""
    data = yaml.safe_load((small / "course.yaml").read_text(encoding="utf-8")) | {"attempts": 2}
    data["assessments"][1]["attempts"] = 1
    (small / "course.yaml").write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    publishing.publish(small)
    assert [each["attempts"] for each in told(small)["assessments"].values()] == [2, 1]


def test_nothing_is_written_when_nothing_changed(small):
    """Does the file stay the same, its time included, as long as it says the same?"""
    path = small / "state/nbgrader/published.json"
    path.unlink()
    assert publishing.publish(small)
    before = (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino)
    assert not publishing.publish(small)
    assert (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) == before


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
    assert told(small)["assessments"][made.QUIZ]["due"] == DUE
    assert told(small)["assessments"][made.OTHER]["open"]
    if lock:
        lock.close()


@pytest.mark.parametrize(
    "content", [b"", b"not json", b"[]", b'{"assessments": []}', b'{"assessments": {"signs-quiz": 3}}', b"[" * 5000]
)
def test_a_damaged_published_file_is_written_anew(small, content):
    """Is a file that holds anything else replaced by a right one?"""
    set_due(small)
    (small / "state/nbgrader/published.json").write_bytes(content)
    assert publishing.publish(small)
    assert told(small)["assessments"][made.QUIZ] == {"open": True, "due": DUE, "attempts": None, "returned": False}


def test_strange_files_among_the_results_are_passed_over(small):
    """Do a link, a folder and a learner's words that look like a result count for nothing?"""
    results = small / "state/nbgrader/results"
    (results / "folder.json").mkdir(parents=True)
    (results / "ann.json").write_text(json.dumps({"assessments": {}, "said": f'"{made.QUIZ}": {{'}), encoding="utf-8")
    (results / "bad.json").write_bytes(b"\xff\x00")
    if os.name != "nt":
        (results / "link.json").symlink_to(small / "course.yaml")
    publishing.publish(small)
    assert not told(small)["assessments"][made.QUIZ]["returned"]


def test_a_course_with_a_mistake_is_one_sentence(small, capsys):
    """Does a broken course.yaml leave the file as it was, and end in words, not in a traceback?"""
    publishing.publish(small)
    before = (small / "state/nbgrader/published.json").read_bytes()
    (small / "course.yaml").write_text("course: [", encoding="utf-8")
    with pytest.raises(NotPublishedError, match="course.yaml"):
        publishing.publish(small)
    publish_watcher._at_end(small)
    assert publishing.main([str(small)]) == 1
    assert "Traceback" not in capsys.readouterr().err
    assert (small / "state/nbgrader/published.json").read_bytes() == before


def test_the_portal_can_have_it_written_at_its_start(small):
    """Does `python -m nbcare.grading.publishing` write the file, and without loading nbgrader?"""
    environment = os.environ | {"PYTHONPATH": str(made.ROOT / "src"), "NBCARE_COURSE": str(small)}
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "nbcare.grading.publishing"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=1200,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert told(small)["assessments"][made.QUIZ]["open"]
    assert not [
        line for line in done.stderr.splitlines() if "nbgrader" in line or "nbconvert" in line or "sqlalchemy" in line
    ]


def test_a_running_server_tells_a_new_due_date(small):
    """Does the watch of a server publish a due date that was set meanwhile, through trouble in course.yaml?"""
    watch = Watch(small, seconds=0.05)
    watch.start()
    try:
        wait_for(lambda: (small / "state/nbgrader/published.json").is_file())
        text = (small / "course.yaml").read_text(encoding="utf-8")
        (small / "course.yaml").write_text("course: [", encoding="utf-8")
        time.sleep(0.2)
        (small / "course.yaml").write_text(text, encoding="utf-8")
        set_due(small)
        wait_for(lambda: told(small)["assessments"][made.QUIZ]["due"] == DUE)
        (small / "state/nbgrader/published.json").unlink()
        wait_for(lambda: (small / "state/nbgrader/published.json").is_file())
    finally:
        watch.ended.set()
        watch.join(10)
    assert not watch.is_alive()


def test_what_was_locked_is_looked_at_again(small):
    """Does the end of somebody's writing count as a change, though it is not seen in the gradebook itself?"""
    writer = sqlite3.connect(small / "state/nbgrader/gradebook.db", isolation_level=None)
    before = publishing.state(small)
    writer.execute("begin immediate")
    writer.execute("create table another (one)")
    during = publishing.state(small)
    writer.execute("rollback")
    writer.close()
    assert before == publishing.state(small) != during


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
