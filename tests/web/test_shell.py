"""Does the shell make whole, safe pages from what it is told?"""

import json
import re

import jinja2
import pytest

from nbcare.pages import templates

PAGE = {
    "title": "A <b>title</b>",
    "root": "/services/nbcare",
    "script": "static/a.js",
    "style": "static/a.css",
    "notice": "static/b.js",
    "learner": {"id": "nurse-07", "name": ""},
    "course": {"title": "Course", "release": "1.0.0"},
    "xsrf": "token",
    "portal": True,
    "zone": "",
    "lab": "",
}
READING = {"fragment": "", "contents": [], "previous": None, "following": None}
QUIZ = {
    "slug": "q",
    "title": "Quiz",
    "href": "/quiz/q",
    "state": "returned",
    "due": "",
    "late": False,
    "answered": 3,
    "total": 3,
    "points": 7.5,
    "max": 11.0,
    "passed": False,
}
RESULT = {"title": "Quiz", "points": 1, "max": 2, "percent": 50, "pass_percent": 80, "passed": False}


def page(name: str, **context) -> str:
    return templates.render(name, page=PAGE, **context)


def test_a_page_has_no_inline_script_style_or_handler():
    """Would a strict policy stop anything of any page?"""
    made = [
        page("home.html", modules=[], next=None, first_visit=True),
        page("module.html", data={}, **READING),
        page("quiz.html", data={}, **READING),
        page("results.html", results=[QUIZ]),
        page("result.html", result=RESULT),
        page("login.html", problem="No.", next="/", typed="", wait=30, digits=False),
        page("error.html", status=404, words="No such page.", do="", way=None),
    ]
    for text in made:
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", text)
        assert re.findall(r"<script(?![^>]*(src=|application/json))", text) == []


def test_words_of_people_never_become_markup():
    """Can a learner's or an author's text end its element?"""
    text = page("error.html", status=400, words="<script>alert(1)</script>", do="a & b", way=("On", "/"))
    assert "<script>alert" not in text
    assert "A &lt;b&gt;title" in text


def test_page_data_cannot_end_its_script_element():
    """Does an answer that holds </script> stay data?"""
    told = {"answer": "</script><script>alert(1)</script>\u2028&"}
    text = page("module.html", data=told, **READING)
    inside = re.search(r'id="nbc-page">(.*?)</script>', text, re.DOTALL)[1]
    assert json.loads(inside) == told
    assert "<" not in inside


def test_a_missing_part_is_an_error_not_a_gap():
    """Does a template that is told too little say so?"""
    with pytest.raises(jinja2.UndefinedError):
        page("error.html", status=404)


def test_every_address_of_the_portal_begins_with_its_prefix():
    """Does the portal work below another address, as a hub's service does?"""
    text = page("results.html", results=[QUIZ])
    addresses = re.findall(r'(?:href|src|action)="([^"#][^"]*)"', text)
    assert all(address.startswith(("/services/nbcare/", "data:")) for address in addresses), addresses


@pytest.mark.parametrize(("waiting", "said"), [("2 written answers are not marked yet.", True), ("", False)])
def test_what_is_not_marked_yet_is_said_until_it_is(waiting, said):
    """Does a learner read in the result and in the list that points may still rise, and no such word after marking?"""
    written = {"points": None if said else 5, "max": 8, "waiting": 2 if said else 0}
    result = page("result.html", result=RESULT | {"waiting": waiting, "written": written})
    rows = page("results.html", results=[QUIZ | {"waiting": written["waiting"]}])
    assert (
        "written answers are not marked yet" in result,
        "so far" in result,
        "2 written answers not marked yet" in rows,
    ) == (said, said, said)
    assert ("5 of 8 points. They do not count" in result) is not said


def test_lines_of_an_order_are_numbered():
    """Does the result of an order say which line came first, and each answer stand in a list?"""
    item = {
        "id": "one",
        "number": 1,
        "kind": "order",
        "stem": "In which order?",
        "given": [{"place": "", "text": text, "look": "right"} for text in ("Wash", "Glove")],
        "right": [],
        "points": 1,
        "max": 1,
    }
    text = page("result.html", result=RESULT | {"detail": "full", "items": [item]})
    assert re.search(r'<ul class="nbp-lines" role="list">.*1\. Wash.*2\. Glove.*</ul>', text, re.DOTALL)


def test_what_is_said_about_a_page_comes_after_its_title():
    """Does somebody who jumps to the main heading hear the notices of the page?"""
    for name, notice in [("quiz.html", 'id="nbp-quiz-state"'), ("module.html", "needs JavaScript")]:
        text = page(name, data={}, **READING | {"fragment": "<section><h1>Title</h1><p>Text</p></section>"})
        assert text.index("<h1>") < text.index(notice) < text.index("<p>Text</p>")
    error = page("error.html", status=500, words="Sorry.", do="", way=None)
    assert error.index("<h1") < error.index("Error 500")


def test_markup_of_the_bank_is_shown_and_nothing_else():
    """Do bold, emphasis and the marks of sources come through, and a tag not?"""
    from nbcare.pages.templates import filters

    assert (
        filters.rich("**a** *b* [3] <i>") == '<strong>a</strong> <em>b</em> <span class="nbc-cite">[3]</span> &lt;i&gt;'
    )
    assert filters.paragraphs("one\n\ntwo\nlines") == "<p>one</p><p>two lines</p>"


@pytest.mark.parametrize(
    ("passed", "detail", "said"),
    [(True, "full", "Passed"), (False, "full", "Not passed"), (False, "objectives", "Not passed yet")],
)
def test_pass_or_fail_is_said_in_words(passed, detail, said):
    """Does a learner who may still try again read that it is not the end?"""
    text = page("result.html", result=RESULT | {"passed": passed, "detail": detail})
    filters = re.search(r'nbp-verdict-word">.*?</span>\s*(.*?)</p>', text, re.DOTALL)[1]
    assert filters.strip() == said


def test_a_result_that_may_be_bettered_leads_to_its_quiz():
    """Is the way to another try on the page, only while there is one?"""
    again = page("result.html", result=RESULT | {"passed": False, "detail": "objectives", "slug": "some-quiz"})
    assert 'href="/services/nbcare/quiz/some-quiz#nbp-review"' in again
    assert "/quiz/some-quiz" not in page(
        "result.html", result=RESULT | {"passed": False, "detail": "full", "slug": "some-quiz"}
    )


def test_the_first_visit_explains_the_course_in_three_sentences():
    """Is the welcome short, and gone the next time?"""
    first = page("home.html", modules=[], next=None, first_visit=True)
    told = re.search(r'id="welcome">.*?<p>(.*?)</p>', first, re.DOTALL)[1]
    assert len(re.findall(r"\.(?:\s|$)", told)) == 3
    assert 'id="welcome"' not in page("home.html", modules=[], next=None, first_visit=False)
