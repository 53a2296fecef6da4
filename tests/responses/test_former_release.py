"""The fixture of what release 1.0.0 left behind: the archive and the list of what has to stay true agree."""

import hashlib
import json

import former_release
import pytest

from nbcare.content import course as courses


@pytest.fixture(scope="module")
def former(tmp_path_factory):
    """The unpacked folder, and what has to stay true of it."""
    return former_release.unpack(tmp_path_factory.mktemp("former") / "course"), former_release.expected()


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def test_every_listed_file_is_in_the_archive_unchanged(former):
    """Has each listed file its hash, and is no file of a listed folder left out of the list?"""
    root, expected = former
    listed = expected["files"] | expected["damaged"] | expected["hand_in_files"]
    assert {path: hashlib.sha256((root / path).read_bytes()).hexdigest() for path in listed} == listed
    folders = {path.split("/")[1] for path in expected["files"]}
    assert folders == {"submitted", "earlier", "set-aside", "autograded", "feedback", "release"}
    there = {path for name in folders for path in (root / "assessments" / name).rglob("*") if path.is_file()}
    assert {path.relative_to(root).as_posix() for path in there} == set(expected["files"])


def test_the_listed_answers_are_those_of_the_files(former):
    """Is every file of answers in the list, with the same seed, answers, attempts and receipt?"""
    root, expected = former
    listed = {
        f"{learner['folder']}/{page}/responses.json": entry
        for learner in expected["learners"].values()
        for page, entry in learner["pages"].items()
    }
    assert {path.relative_to(root).as_posix() for path in root.glob("workspace/**/responses.json")} == set(listed)
    for name, entry in listed.items():
        beside = {"hand_ins": "hand-ins.json", "receipt": "receipt.json"}
        found = {part: read(root / name)[part] for part in ("course", "seed", "items")} | {
            part: read((root / name).with_name(file))
            for part, file in beside.items()
            if (root / name).with_name(file).exists()
        }
        assert found == entry, name


def test_each_plain_token_belongs_to_a_log_in_that_lasts(former):
    """Can a test prove with these tokens that a log-in survives, and that one that has ended does not come back?"""
    root, expected = former
    kept = read(root / "workspace/.portal/sessions.json")["sessions"]
    assert kept == expected["sessions"]["kept"]
    for one in expected["sessions"]["tokens"]:
        session = kept[hashlib.sha256(one["token"].encode()).hexdigest()]
        assert session["learner"] == one["learner"] and expected["now"] - session["seen"] < 3600
        assert session["mark"] == expected["roster"][one["learner"]]["hash"][:16]
    assert hashlib.sha256(expected["sessions"]["ended_token"]["token"].encode()).hexdigest() not in kept


def test_the_folder_is_a_course_that_can_be_read(former):
    """Does the copy with the two attempts of one quiz load, with what the release published of it?"""
    root, expected = former
    course = courses.load(root)
    attempts = {quiz.id: quiz.attempts for quiz in course.assessments}
    assert attempts == {id: terms["attempts"] for id, terms in expected["published"]["assessments"].items()}
    assert read(root / "assessments/published.json") == expected["published"]
