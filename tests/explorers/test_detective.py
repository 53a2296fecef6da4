"""The page detective: what is marked, what the dates tell, and what each verdict hears."""

import pytest
from explorers.explorer_page import (
    commit,
    compare_by_keys,
    focused,
    predict_by_keys,
    press,
    sentence,
    tab_to,
    table_rows,
)

pytestmark = pytest.mark.browser
ID = "interleukin-2-detective"


@pytest.fixture
def page(opened):
    """Open the explorer with a prediction committed."""
    page = opened(ID)
    commit(page, "a")
    return page


def _mark(page, *ids: str) -> None:
    for id in ids:
        page.locator(f"[data-span={id}] input").press("Space")


def _choose(page, name: str) -> None:
    page.locator(".nbc-x-stage").get_by_role("radio", name=name).locator("visible=true").check()


def _check(page) -> None:
    page.get_by_role("button", name="Check this page").locator("visible=true").click()


def _look(page) -> None:
    for name in ("Year at the foot", "Text last reviewed", "Newest reference"):
        page.get_by_role("button", name=name).locator("visible=true").click()


def test_the_detective_by_keyboard(opened):
    """Can both pages be marked, dated, judged and checked, and the point be read, without a mouse?"""
    page = opened(ID)
    predict_by_keys(page, 0)
    for label, wrong, verdict in (
        ("Page A", ("Interleukin-2 is part", "It is known", "A trial of the antibody"), 2),
        ("Page B", ("That trial proved", "In the weeks"), 1),
    ):
        tab_to(page, label)
        for words in wrong:
            tab_to(page, words)
            press(page, "Space")
        for date in ("Year at the foot", "Text last reviewed", "Newest reference"):
            tab_to(page, date)
            press(page, "Enter")
        tab_to(page, "Hand it out as it is")
        press(page, "Space", f"ArrowDown*{verdict}")
        tab_to(page, "Check this page")
        press(page, "Enter")
        assert "missed 0, and marked 0 that hold" in sentence(page)
        if label == "Page A":
            assert "have not seen both pages" in compare_by_keys(page)
            page.locator(".nbc-x-views input:checked").focus()
            press(page, "ArrowRight")
            assert focused(page).startswith("Page B")
    assert sentence(page).endswith(
        "Page A sets a new year under an old text. Page B is new, and holds one old line and one claim too many."
    )
    said = compare_by_keys(page)
    assert "Neither of the two as it is" in said and "changes by itself every January" in said


def test_picture_tables_and_sentence_tell_the_same_dates(page):
    """Is a date told nowhere before it is looked at, and everywhere after?"""
    everywhere = lambda: (page.locator(".nbc-c:visible text").all_text_contents(), table_rows(page, 0), sentence(page))  # noqa: E731
    drawn, table, said = everywhere()
    assert (
        not any("2013" in str(part) for part in (drawn, table, said))
        and page.locator(".nbc-c:visible [data-year]").count() == 0
    )
    page.get_by_role("button", name="Text last reviewed").locator("visible=true").click()
    drawn, table, said = everywhere()
    assert "Text last reviewed: May 2013" in drawn and "Text last reviewed: May 2013." in said
    assert ["Text last reviewed", "May 2013", "not looked at yet"] in table
    assert page.locator(".nbc-c:visible [data-year]").count() == 1
    _choose(page, "Page B")
    _look(page)
    assert page.locator(".nbc-c:visible [data-year]").count() == 2, (
        "a page without a year at its foot has no mark for it"
    )
    assert [row[2] for row in table_rows(page, 0)] == ["none", "September 2026", "a summary of 2025"]


def test_an_old_text_stands_left_of_the_trial_on_the_line(page):
    """Does the picture put review and references before R2, and the year at the foot after it?"""
    _look(page)
    at = lambda selector: page.locator(f".nbc-c:visible {selector} > *").first.evaluate("node => node.getBBox().x")  # noqa: E731
    trial = page.locator(".nbc-c:visible .nbc-x-moment").first.evaluate("node => node.getBBox().x")
    assert at("[data-year='2012.5']") < at("[data-year='2013.4']") < trial < at("[data-year='2026']")


def test_marks_sentence_and_table_agree_and_the_review_gives_reasons(page, props):
    """Is each sentence called found, missed, wrongly marked or rightly left alone, with its reason and never a bare word?"""
    _mark(page, "a1", "a3", "a4")
    assert sentence(page) == "Page A: 3 of 9 sentences are marked."
    assert [row[1:] for row in table_rows(page, 1)][:3] == [
        ["marked", "not checked yet"],
        ["not marked", "not checked yet"],
        ["marked", "not checked yet"],
    ]
    _choose(page, "Don't hand it out")
    _check(page)
    assert sentence(page) == "Page A: you found 2 of the 3 that don't hold, missed 1, and marked 1 that holds."
    findings = page.locator(".nbc-x-findings:visible > li")
    looks = dict(
        zip(
            props[ID]["data"]["pages"]["a"]["why"],
            findings.evaluate_all("items => items.map(item => item.dataset.look)"),
            strict=True,
        )
    )
    assert looks == {"a1": "wrong", "a3": "right", "a4": "right", "a7": "missed"} | dict.fromkeys(
        ("a2", "a5", "a6", "a8", "a9"), "kept"
    )
    said = findings.all_inner_texts()
    assert (
        "You marked it, and it holds" in said[0]
        and "Found: this does not hold" in said[2]
        and "Missed: this does not hold" in said[6]
    )
    assert all(len(text.splitlines()) >= 3 for text in said)
    assert [row[2] for row in table_rows(page, 1)].count("it does not hold") == 3


def test_a_mark_changed_after_the_check_asks_for_another_check(page):
    """Is an old verdict on marks taken away as soon as a mark changes?"""
    _choose(page, "Hand it out as it is")
    _check(page)
    assert "missed 3" in sentence(page) and page.locator(".nbc-x-findings:visible > li").count() == 9
    _mark(page, "a3")
    assert (
        sentence(page) == "Page A: 1 of 9 sentences is marked."
        and page.locator(".nbc-x-findings:visible > li").count() == 0
    )
    assert {row[2] for row in table_rows(page, 1)} == {"not checked yet"}


def test_each_verdict_is_answered(page, props):
    """Is a check without a verdict refused, and does each verdict hear why?"""
    _check(page)
    assert page.locator(".nbc-x-warning:visible").last.inner_text() == "First say what you would do with this page."
    data = props[ID]["data"]
    for label, id in (("Page A", "a"), ("Page B", "b")):
        _choose(page, label)
        for verdict, name in data["verdicts"].items():
            _choose(page, name)
            _check(page)
            judged = page.locator(".nbc-x-judged:visible").inner_text()
            assert data["pages"][id]["verdicts"][verdict] in judged
            assert judged.startswith("✓") == (verdict == data["pages"][id]["right"])


def test_every_sentence_has_a_reason(props):
    """Is there a reason for each sentence of both pages, and is what does not hold among them?"""
    import re

    for page in props[ID]["data"]["pages"].values():
        ids = re.findall(r"\[\[(\w+):", page["text"])
        assert list(page["why"]) == ids and set(page["wrong"]) < set(ids)
        assert len(set(page["why"].values())) == len(ids)
