"""Family cards: one page of paper each, made from a written text."""

import re

import pytest
from courses import ROOT, copy_course

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
    head, body = text.split('<div class="parts">', 1)
    assert "<header>" in head and "555 0100" in head and "<section>" not in head
    assert re.findall(r"<(section|blockquote)>\s*<h2>(\w+)", body) == [
        ("section", "Ask"),
        ("blockquote", "Now"),
        ("section", "Later"),
    ]
    assert '<li class="tick">What is it?</li>' in body and body.count('<p class="line"></p>') == 1 and "[ ]" not in body
    assert body.count("<section>") == body.count("</section>") == 2


ALARM = """---
title: Alarm
module: retinoids
---

Ring **{{local:phone}}**

> ## Now
>
> **Any child**
>
> - a fever
> - a bad headache, a bad pain, or trouble seeing that was not there this morning
> - a rash
>
> **In the weeks with capsules**
>
> - very sad

## Later

Dry lips.
"""


def test_an_alarm_that_comes_first_stands_in_two_columns(course):
    """Is the box over the whole width, its lines shared by two columns, none lost, and no list without the line that leads it?"""
    (course.root / "assets" / "cards" / "fever.md").write_text(ALARM)
    box = re.search(r"<blockquote>.*</blockquote>", _page(course), re.DOTALL)[0]
    _, *columns = re.split(r"<div>\n", box)
    assert len(columns) == 2 and "<h2>Now</h2>" in box.partition("<div")[0]
    assert [re.findall(r"<(p|li)>", column) for column in columns] == [["p", "li", "li"], ["li", "p", "li"]]
    assert all(column.count("<ul>") == column.count("</ul>") for column in columns)


@pytest.mark.parametrize("id", written.load(ROOT))
def test_a_cards_columns_are_markup_not_style(id):
    """Are there two columns in every browser? WebKit prints the columns of a style sheet as one, on two sheets of paper."""
    text = cards.page(courses.load(ROOT), written.load(ROOT)[id], evidence.load(ROOT)).decode()
    assert not re.search(r"[\s;{]column(s|-count|-width|-span)\s*:", text)
    assert len(re.findall(r"<div>", text.rpartition('<div class="parts">')[2])) == 2


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
