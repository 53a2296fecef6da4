"""What only Windows does, as far as it can be tried without it: names that it keeps, and files that others hold."""

import os
import re
import time
from pathlib import Path

import pytest
import yaml
from courses import copy_course

from nbcare.answers import files, learners
from nbcare.authoring import new_lesson
from nbcare.content import course as courses
from nbcare.content.reserved_names import PATTERN, is_reserved
from nbcare.errors import ContentError

SRC = Path(__file__).parents[2] / "src/nbcare"
KEPT = ["con", "prn", "aux", "nul", "com1", "com9", "lpt1", "com0"]
FREE = ["con1", "icon", "conny", "com10", "com", "aux-1", "nul_", "_con", "lpt", "anna"]


@pytest.mark.parametrize("name", KEPT)
def test_a_name_that_windows_keeps_is_no_learners_id(name):
    """Is an id refused under which no folder could be made, and a hub's account of that name given another one?"""
    assert not learners.LEARNER.fullmatch(name) and "con, aux, com1" in learners.SHAPE
    assert learners.LEARNER.fullmatch(given := learners.learner_id(name)) and given.startswith(f"{name}-")


@pytest.mark.parametrize("name", FREE)
def test_a_name_that_only_looks_like_one_is_free(name):
    """Is Conny still Conny?"""
    assert learners.learner_id(name) == name and not is_reserved(name)


@pytest.mark.parametrize("name", [*KEPT, "CON", "Aux", "con.txt", "nul.yaml", "com1.tar.gz"])
def test_neither_case_nor_ending_makes_a_kept_name_free(name):
    """Is CON.txt known as what Windows takes it for?"""
    assert is_reserved(name)


def test_who_has_such_an_id_already_goes_on(tmp_path):
    """Is work that stands under such an id, made where it was allowed, not lost?"""
    assert not learners.may_enter("con", tmp_path)
    (tmp_path / "con").mkdir()
    assert learners.may_enter("con", tmp_path)


def test_the_schema_knows_the_same_names():
    """Are there no two lists of what Windows keeps?"""
    assert (SRC / "content/schemas/course.json").read_text(encoding="utf-8").count(PATTERN) == 2


@pytest.mark.parametrize(("of", "field"), [("modules", "slug"), ("assessments", "id")])
def test_no_module_and_no_quiz_has_such_a_name(tmp_path, of, field):
    """Does an author read why, and not that it is no proper id?"""
    root = copy_course(tmp_path / "course")
    written = yaml.safe_load((root / "course.yaml").read_text(encoding="utf-8"))
    written[of][0][field] = "aux"
    (root / "course.yaml").write_text(yaml.safe_dump(written, sort_keys=False), encoding="utf-8")
    with pytest.raises(ContentError, match="'aux' cannot name a folder on Windows.*take another word"):
        courses.load(root)


def test_no_lesson_is_begun_under_such_a_name(tmp_path):
    """Is it refused before anything is written?"""
    course = courses.load(copy_course(tmp_path / "course"))
    with pytest.raises(ContentError, match="Windows keeps this name"):
        new_lesson.write(course, "nul")
    assert not course.lesson_path("nul").exists()


@pytest.fixture
def held(monkeypatch):
    """Hold files as antivirus does: the first tries to rename one are refused; `held.tries` counts down."""
    real = {name: getattr(os, name) for name in ("replace", "rename")}

    def refusing(name):
        def step(*places):
            held.asked += 1
            if held.tries > 0:
                held.tries -= 1
                raise PermissionError(13, "Access is denied")
            return real[name](*places)

        return step

    def held():
        return None

    held.tries, held.asked, held.waited = 0, 0, []
    for name in real:
        monkeypatch.setattr(os, name, refusing(name))
    monkeypatch.setattr(time, "sleep", held.waited.append)
    monkeypatch.setattr(files, "_WINDOWS", True)
    return held


def test_a_file_that_another_program_holds_is_replaced_when_it_lets_go(tmp_path, held):
    """Is an answer saved, though antivirus looks at the file?"""
    held.tries = 5
    files.replace(tmp_path / "responses.json", b"{}")
    assert (tmp_path / "responses.json").read_bytes() == b"{}" and held.waited == list(files._WAITS[:5])


def test_a_folder_that_another_program_holds_is_renamed_when_it_lets_go(tmp_path, held):
    """Is a submission placed all the same?"""
    (tmp_path / "half").mkdir()
    held.tries = 3
    files.rename(tmp_path / "half", tmp_path / "whole")
    assert (tmp_path / "whole").is_dir()


def test_waiting_has_an_end(tmp_path, held):
    """Is a file that stays held an error of the disk, with nothing half left, after about two seconds?"""
    (tmp_path / "a").write_bytes(b"old")
    held.tries = 100
    with pytest.raises(PermissionError):
        files.replace(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"old" and [path.name for path in tmp_path.iterdir()] == ["a"]
    assert 1 < sum(held.waited) <= 3 and held.asked == len(files._WAITS) + 1


def test_elsewhere_nobody_waits(tmp_path, held, monkeypatch):
    """Is a refusal that no waiting mends told at once?"""
    monkeypatch.setattr(files, "_WINDOWS", False)
    held.tries = 1
    with pytest.raises(PermissionError):
        files.replace(tmp_path / "a", b"new")
    assert held.waited == []


def test_every_rename_waits_for_antivirus():
    """Does no module rename a file or folder in a way of its own?"""
    own = re.compile(r"\bos\.(?:rename|replace)\(|(?<!\bfiles)(?<!\broster)(?<!\broster_changes)\.rename\(")
    makers = [path for path in SRC.rglob("*.py") if own.search(path.read_text(encoding="utf-8"))]
    assert [path.relative_to(SRC).as_posix() for path in makers] == ["answers/files.py"]
