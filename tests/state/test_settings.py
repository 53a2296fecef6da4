"""What a hospital sets for itself is checked before it counts."""

import pytest
from courses import ROOT

from nbcare import cli
from nbcare.content import course as courses
from nbcare.content.settings import IDLE_MINUTES, Settings, read_settings
from nbcare.errors import ContentError


def settings(folder, text: str) -> Settings:
    """Read settings of this text."""
    (folder / "settings.yaml").write_text(f"version: 1\n{text}\n", encoding="utf-8")
    return read_settings(folder)


def test_what_is_not_set_is_the_courses(tmp_path):
    """Is a hospital without settings, or with empty ones, one that runs the course as it comes?"""
    assert read_settings(tmp_path) == settings(tmp_path, "time_zone:\npass_percent:\nidle_minutes:") == Settings()
    assert Settings().idle_minutes == IDLE_MINUTES


def test_the_example_can_be_used_as_it_is(tmp_path):
    """Is the file that a hospital copies a good one?"""
    (tmp_path / "settings.yaml").write_bytes((ROOT / "assets" / "settings.example.yaml").read_bytes())
    assert read_settings(tmp_path) == Settings()


def test_what_is_set_counts(tmp_path):
    """Does each setting arrive?"""
    found = settings(
        tmp_path,
        "time_zone: Europe/Berlin\npass_percent: 85\nidle_minutes: 15\n"
        "store: postgresql+psycopg://care:secret@db/care\ngradebook: sqlite:////srv/grades.db",
    )
    assert found.time_zone.key == "Europe/Berlin"
    assert (found.pass_percent, found.idle_minutes) == (85, 15)
    assert found.store.startswith("postgresql") and found.gradebook == "sqlite:////srv/grades.db"


@pytest.mark.parametrize(
    "text",
    [
        "time_zone: Mars/Phobos",
        "time_zone: Europe",
        "time_zone: ../../etc/passwd",
        "pass_percent: 0",
        "pass_percent: 101",
        "pass_percent: 80.5",
        "pass_percent: '80'",
        "idle_minutes: 0",
        "idle_minutes: 100000",
        "store: mysql://care@db/care",
        "store: postgresql://care@db/care",
        "gradebook: grades.db",
        "colour: blue",
    ],
)
def test_a_mistake_is_named_with_its_repair(tmp_path, text):
    """Is each slip refused with file, line, setting and what to write?"""
    with pytest.raises(ContentError, match=r"state/settings\.yaml:2[: ].*; .+") as caught:
        settings(tmp_path, text)
    assert caught.value.id in ("", text.split(":")[0])


def test_a_password_is_not_repeated(tmp_path):
    """Does a mistake in the address of a database leave the password out of the message?"""
    with pytest.raises(ContentError) as caught:
        settings(tmp_path, "store: postgres://care:very-secret@db/care")
    assert "very-secret" not in str(caught.value)


def test_the_pass_mark_of_a_hospital_holds_for_every_quiz(course_copy):
    """Is the hospital's pass mark in the place of each quiz's own, where the course runs and not where it is built?"""
    (course_copy / "state").mkdir()
    settings(course_copy / "state", "pass_percent: 93")
    assert {quiz.pass_percent for quiz in courses.load_local(course_copy).assessments} == {93}
    assert 93 not in {quiz.pass_percent for quiz in courses.load(course_copy).assessments}


@pytest.mark.parametrize("file", ["local.yaml", "settings.yaml"])
def test_check_names_a_mistake_in_the_settings(course_copy, capsys, file):
    """Does `nbcare check` look at a hospital's own files, too?"""
    (course_copy / "state").mkdir()
    (course_copy / "state" / file).write_text("version: 1\nfax: 1\n", encoding="utf-8")
    assert cli.main(["--course", str(course_copy), "check"]) == 1
    assert f"state/{file}:2" in capsys.readouterr().out
