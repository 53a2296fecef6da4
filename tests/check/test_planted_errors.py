"""The number rule on the written course: thirty planted errors, and the clean text."""

from dataclasses import replace
from pathlib import Path

import pytest
from courses import read_yaml

from nbcare.authoring.check import content, figures, placeholders
from nbcare.content import bank

ROOT = Path(__file__).resolve().parents[2]
PLANTED = read_yaml(Path(__file__).with_name("planted_errors.yaml").read_text(encoding="utf-8"))
MUST_SEE = 28
RULES = (
    placeholders.every_placeholder_prints,
    figures.every_figure_of_a_page_is_cited,
    figures.every_figure_of_an_item_is_cited,
)


@pytest.fixture(scope="module")
def course():
    return content.load(ROOT)[0]


def _text(error: dict) -> str:
    return (ROOT / error["file"]).read_text(encoding="utf-8")


def _with(course, error: dict, folder: Path):
    """Return the course's one file with one error planted in it."""
    text = _text(error).replace(error["find"], error["replace"], 1)
    if error["file"].endswith(".md"):
        return replace(course, lessons={error["file"]: text}, banks={}, explorers={})
    path = folder / Path(error["file"]).name
    path.write_text(text, encoding="utf-8")
    return replace(course, lessons={}, banks={error["file"]: bank.load(path).items}, explorers={})


def _findings(course) -> list:
    return [finding for rule in RULES for finding in rule(course)]


def test_thirty_errors_can_be_planted():
    """Does each planted error still find its text, so that none is counted as seen by accident?"""
    gone = [error["kind"] for error in PLANTED if error["find"] not in _text(error)]
    assert len(PLANTED) == 30 and gone == []


def test_the_written_course_is_clean(course):
    """Does the number rule leave the written lessons and items alone?"""
    assert [str(finding) for finding in _findings(course)] == []


def test_at_least_28_of_30_planted_errors_are_seen(course, tmp_path):
    """Does the rule see the errors that hurt children: dose, unit, arm, time, drug?"""
    missed = [error["kind"] for error in PLANTED if not _findings(_with(course, error, tmp_path))]
    assert len(PLANTED) - len(missed) >= MUST_SEE, f"not seen: {missed}"
