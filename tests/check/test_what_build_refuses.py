"""`nbcare check` finds what `nbcare build` would refuse, and says it in the same words."""

import shutil
from pathlib import Path

import pytest

from nbcare.authoring import check
from nbcare.build import course_files
from nbcare.errors import ContentError

from .conftest import BANK, FIXTURE, LESSON

FACTS, EXPLORER = "assets/evidence/facts/drops.yaml", "assets/explorers/drops-map.yaml"
# What is spoiled: a file, and old words with new ones; no words: the file goes away.
SPOILED = {
    "a lesson without front matter": (LESSON, "---\nslug: drops\n---\n", ""),
    "a lesson with another slug": (LESSON, "slug: drops", "slug: drips"),
    "a lesson that is not there": (LESSON, "", ""),
    "a cell with other Python": (LESSON, 'ask("drops-p01")', "import os"),
    "a cell with an unknown word": (LESSON, 'ask("drops-p01")', 'tell("drops-p01")'),
    "a question that is in no bank": (LESSON, 'ask("drops-p01")', 'ask("drops-p77")'),
    "a graded question in a lesson": (LESSON, 'ask("drops-p01")', 'ask("drops-q01")'),
    "a case that nobody wrote": (LESSON, 'ask("drops-p01")', 'unfold("wilting")'),
    "a card that nobody wrote": (LESSON, "## How much", "[x](../assets/cards/fevre.md)\n\n## How much"),
    "a placeholder that prints nothing": (LESSON, "## How much", "{{fact:drops.none}}\n\n## How much"),
    "a picture that is not there": ("assets/images/drop.svg", "", ""),
    "a slip in the course's list": ("course.yaml", "course: small", "course: [small"),
    "a quiz that lists practice": ("course.yaml", "items: [drops-q01]", "items: [drops-p01]"),
    "a bank with an unknown field": (BANK, "module: drops", "module: drops\nauthor: me"),
    "a question without its use": (BANK, "    use: graded\n", ""),
    "a fact without a source": (FACTS, "source: trial", "source: trail"),
    "an explorer without its data": (EXPLORER, "  days_on: 14\n", ""),
    "an explorer's placeholder": (EXPLORER, "No day is painted yet.", "{{fact:drops.none}}"),
    "a glossary that is a list": ("assets/glossary.yaml", None, "- fever\n"),
    "a card without a title": ("assets/cards/fever.md", None, "---\nmodule: drops\n---\nCall us.\n"),
    "a card of another course": ("assets/cards/fever.md", None, "---\ntitle: x\nmodule: none\n---\nCall us.\n"),
}


@pytest.fixture
def here(tmp_path) -> Path:
    """Give a copy of the small course, to be spoiled."""
    return Path(shutil.copytree(FIXTURE, tmp_path / "course"))


def _spoil(root: Path, file: str, old: str | None, new: str) -> None:
    path = root / file
    if old is None:
        path.parent.mkdir(exist_ok=True)
        path.write_text(new, encoding="utf-8")
    elif not old:
        path.unlink()
    else:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _errors(root: Path) -> list[str]:
    return [str(found) for found in check.run(root) if found.level == "error"]


@pytest.mark.parametrize("spoiled", SPOILED.values(), ids=SPOILED)
def test_what_build_refuses_is_an_error_of_the_check_in_the_same_words(here, spoiled):
    """Can an author whose check is clean be stopped by the build?"""
    _spoil(here, *spoiled)
    with pytest.raises(ContentError) as refused:
        course_files.build(here)
    assert f"error: {refused.value}." in _errors(here)


def test_what_build_makes_is_no_error_of_its_own(here):
    """Does the check refuse nothing in the name of a build that would go through, and write nothing?"""
    before = sorted(path for path in here.rglob("*"))
    errors = _errors(here)
    assert sorted(path for path in here.rglob("*")) == before
    assert course_files.build(here)
    # What the small course lacks to be whole stops no build.
    assert all("lessons/drops.md: " in line or "nobody has answered it" in line for line in errors), errors
