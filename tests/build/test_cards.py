"""Family cards: one page of paper each, made from a written text."""

import re

import pytest
from courses import copy_course

from nbcare.build import cards, course_files
from nbcare.content import cards as written
from nbcare.content import course as courses
from nbcare.content import evidence
from nbcare.content.evidence.local import read_local
from nbcare.errors import ContentError
from nbcare.notebook import workspace

CARD = "---\ntitle: Fever at home\nmodule: retinoids\n---\n\nCall **{{local:phone}}** at once. <b>Now</b> {{cite:ra.admin.fat}}.\n"


@pytest.fixture
def course(tmp_path):
    """Return a course with one card more, and settings of its own."""
    root = copy_course(tmp_path / "course")
    folder = root / "assets" / "cards"
    folder.mkdir(exist_ok=True)
    (folder / "fever.md").write_text(CARD)
    (root / "state").mkdir()
    (root / "state" / "local.yaml").write_text("version: 1\nphone: 555 0100 & ask\n")
    lesson = root / "lessons" / "retinoids.md"
    lesson.write_text(lesson.read_text() + "\n[The fever card](../assets/cards/fever.md)\n")
    return courses.load(root)


def _page(course) -> str:
    return cards.page(
        course, written.load(course.root)["fever"], evidence.load(course.root, read_local(course.state))
    ).decode()


def test_a_card_prints_the_hospitals_number_and_its_sources(course):
    """Is the card complete: title, local number, source, review, and no markup let through?"""
    text = _page(course)
    assert "<h1>Fever at home</h1>" in text and "555 0100 &amp; ask" in text and "&lt;b&gt;" in text
    assert "[1]" in text and "<ol>" in text and "not yet reviewed" in text


def test_a_card_stands_alone(course):
    """Does it print from a USB stick: no script, no picture, no other file?"""
    text = _page(course)
    assert not re.search(r"<script|<link|<img|src=|@import|url\(", text)


PARTS = """---
title: Parts
module: retinoids
---

Ring **{{local:phone}}**

## Ask

- [ ] What is it?

____

> ## Now
>
> - a fever

## Later

Dry lips.
"""


def test_a_cards_parts_are_boxes_to_read_and_tick(course):
    """Does each heading open a part, an alarm stand apart, and is there a line to write on?"""
    (course.root / "assets" / "cards" / "fever.md").write_text(PARTS)
    text = _page(course)
    head, body = text.split('<div class="parts">')
    assert "<header>" in head and "555 0100" in head and "<section>" not in head
    assert re.findall(r"<(section|blockquote)>\s*<h2>(\w+)", body) == [
        ("section", "Ask"),
        ("blockquote", "Now"),
        ("section", "Later"),
    ]
    assert '<li class="tick">What is it?</li>' in body and body.count('<p class="line"></p>') == 1 and "[ ]" not in body
    assert body.count("<section>") == body.count("</section>") == 2


def test_a_lesson_leads_to_the_card_and_the_learner_has_it(course):
    """Does the link in the page reach a card that lies beside it?"""
    course_files.build(course.root)
    place = workspace.lay_out(course)
    assert "](cards/fever.html)" in (place / "retinoids" / "retinoids.ipynb").read_text()
    assert (place / "retinoids" / "cards" / "fever.html").read_text() == _page(course)
    assert course_files.stale(course.root) == []


def test_a_card_nobody_wrote_is_refused(course):
    """Is a link to an unknown card an error with the lesson's name?"""
    with pytest.raises(ContentError, match="lessons/x.md.*fevre"):
        cards.link("[x](../assets/cards/fevre.md)", written.load(course.root), "lessons/x.md")


@pytest.mark.parametrize("text", ["no head", "---\ntitle: x\n---\n", "---\n- x\n---\n"])
def test_a_card_without_title_or_module_is_refused(course, text):
    """Is an unfinished head named with the file?"""
    (course.root / "assets" / "cards" / "fever.md").write_text(text)
    with pytest.raises(ContentError, match="assets/cards/fever.md"):
        written.load(course.root)
