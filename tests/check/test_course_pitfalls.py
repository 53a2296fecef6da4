"""The course's own list of dangerous beliefs: complete, and each one met in a question."""

from pathlib import Path

import pytest

from nbcare.authoring.check import content, pitfalls
from nbcare.content import yaml_files
from nbcare.questions import answer_text

ROOT = Path(__file__).parents[2]
DANGEROUS = {f"p{number:02}" for number in range(1, 26)}


@pytest.fixture(scope="module")
def course():
    """Return the whole course as it is written."""
    read, findings = content.load(ROOT)
    assert findings == []
    return read


@pytest.fixture(scope="module")
def listed():
    """Return the course's pitfalls by id."""
    return yaml_files.read(ROOT / pitfalls.FILE).data["pitfalls"]


def test_each_of_the_25_pitfalls_is_listed(listed):
    """Has one of them been lost?"""
    assert {id for id in listed if id.startswith("p")} == DANGEROUS


def test_every_pitfall_is_met_where_the_list_says(course):
    """Are facts and places of the list still in the course?"""
    assert [str(finding) for finding in pitfalls.every_pitfall_is_met(course)] == []


def test_every_pitfall_is_a_choice_that_a_learner_decides_on(course, listed):
    """Is a belief met in a question, and not only under a heading that one may read past?"""
    choices = {f"{id} {choice}" for id, item in course.items.items() for choice in answer_text.choices(item)}
    assert [id for id, pitfall in listed.items() if not choices & set(pitfall["met"])] == []


def test_no_two_pitfalls_are_the_same(listed):
    """Does each entry hold a belief and an answer of its own?"""
    for field in ("belief", "instead"):
        assert len({pitfall[field] for pitfall in listed.values()}) == len(listed)
