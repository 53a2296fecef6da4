"""What every module with a quiz has: tried on a whole module, then with one part of it taken away."""

from copy import deepcopy
from dataclasses import replace

import pytest

from nbcare.authoring.check import standard
from nbcare.content.course import Assessment

from .conftest import BANK, LESSON

WORDS = "Short words for a tired nurse to read with care. " * 60
EXPLORE = '```python\nexplore("drops-map")\n```\n'


@pytest.fixture
def whole(small, practice, graded):
    """Return the small course with everything that the standard asks of a module."""
    items = {f"drops-p{n:02}": {**practice, "id": f"drops-p{n:02}", "fictional": n <= 8} for n in range(1, 16)}
    items["drops-q01"] = {**graded, "critical": True}
    items["drops-q02"] = {**graded, "id": "drops-q02", "critical": True, "stem": "Another patient?"}
    small.banks[BANK] = items
    asks = [f'```python\nask("drops-p{n:02}")\n```\n\n{WORDS}\n' for n in range(1, 16)]
    early = [f'```python\nask("drops-p{n:02}", moment="before")\n```\n' for n in (1, 2, 3)]
    sections = [f"## {heading}\n" for heading in standard.SECTIONS]
    small.lessons[LESSON] = "\n".join([*early, *asks, EXPLORE, EXPLORE, *sections])
    first = small.course.assessments[0]
    second = Assessment("drops-quiz-b", "Drops, form B", "drops", "B", ("drops-q02",), 80)
    module = replace(small.course.modules[0], minutes=60)
    small.course = replace(small.course, assessments=(first, second), modules=(module,))
    return small


def _found(content) -> list[str]:
    rules = [rule for name, rule in vars(standard).items() if name.startswith(("every_", "minutes_"))]
    return [str(finding) for rule in rules for finding in rule(content)]


def test_a_whole_module_meets_the_standard(whole):
    """Do the rules leave a whole module alone?"""
    assert _found(whole) == []


def test_a_module_without_a_quiz_is_free(small):
    """May the first page of a course stay short?"""
    small.course = replace(small.course, assessments=())
    assert _found(small) == []


LACKS = [
    ('ask("drops-p01", moment="before")\n', "", "it has 2 pre-questions"),
    ('\nask("drops-p02")', "", "this pre-question does not come back"),
    ("## Say it to a family", "## Say it", "'Say it to a family' is missing"),
    ("## Where sources disagree", "### Where sources disagree", "'Where sources disagree' is missing"),
    (f"{EXPLORE}\n{EXPLORE}", EXPLORE, "it shows 1 explorers"),
    ('\nask("drops-p15")', "", "drops-p15: this practice item is never asked"),
    (WORDS, WORDS * 3, "words in a row without a question"),
]


@pytest.mark.parametrize(("old", "new", "said"), LACKS)
def test_what_a_lesson_lacks_is_named(whole, old, new, said):
    """Is each missing part of a lesson an error that says what to write?"""
    assert old in whole.lessons[LESSON]
    whole.lessons[LESSON] = whole.lessons[LESSON].replace(old, new)
    assert any(said in line for line in _found(whole)), _found(whole)


def test_too_few_practice_items_are_named(whole):
    """Is a thin bank an error?"""
    del whole.banks[BANK]["drops-p15"]
    assert any("14 practice items" in line for line in _found(whole))


def test_practice_starts_from_patients(whole):
    """Must half of the practice begin with a child, and not with a definition?"""
    whole.banks[BANK]["drops-p08"]["fictional"] = False
    assert any("7 of 15 practice items start from a patient" in line for line in _found(whole))


@pytest.mark.parametrize("minutes", [20, 120])
def test_minutes_far_from_the_page_are_named(whole, minutes):
    """Is a promise of 20 minutes for an hour's page an error, and of two hours as well?"""
    whole.course = replace(whole.course, modules=(replace(whole.course.modules[0], minutes=minutes),))
    assert any(f"says {minutes} minutes" in line for line in _found(whole))


@pytest.mark.parametrize("change", [{"critical": False}, {"objective": "9.9"}, {"kind": "single"}, "same stem"])
def test_a_critical_item_has_a_second_form_of_its_own(whole, change):
    """Is the second form critical, of the same kind and objective, and with another patient?"""
    twin = whole.banks[BANK]["drops-q02"]
    twin.update({"stem": whole.banks[BANK]["drops-q01"]["stem"]} if change == "same stem" else deepcopy(change))
    assert any("drops-q01 has no second form" in line for line in _found(whole))
