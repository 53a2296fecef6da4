"""The jargon marker: the grade of the page is the grade of the program, and a low grade may have lost a warning."""

import random
import re
from pathlib import Path

import pytest
from courses import read_yaml
from explorers.explorer_page import (
    compare_by_keys,
    focused,
    predict_by_keys,
    press,
    sentence,
    tab_to,
    table_rows,
)

from nbcare.content.reading_level import grade, syllables

ID = "families-jargon"
DATA = read_yaml((Path(__file__).resolve().parents[2] / f"assets/explorers/{ID}.yaml").read_text(encoding="utf-8"))[
    "data"
]
KINDS = ("ward", "plain", "half", "easy")
READ = (
    "async (texts) => { const { reading } = await import('/explorers/jargon/reading.js'); return texts.map(reading); }"
)
COUNT = "async (words) => { const { syllables } = await import('/explorers/jargon/reading.js'); return words.map(syllables); }"

pytestmark = pytest.mark.browser


def _letter(kinds: dict[str, str], cut: tuple[bool, bool]) -> str:
    """Return the letter as an author would write it out."""
    said = {id: one["words"][kinds[id]] for id, one in DATA["phrases"].items()} | {
        id: one["text"] for id, one in DATA["decoys"].items()
    }
    templates = [sentence["cut" if here else "whole"] for sentence, here in zip(DATA["letter"], cut, strict=True)]
    text = " ".join(re.sub(r"\[\[(\w+)\]\]", lambda found: said[found[1]], one) for one in templates)
    return re.sub(r"(^|\. )([a-z])", lambda found: found[1] + found[2].upper(), text)


def test_the_browser_reads_as_the_program_does(opened):
    """Is the school grade of any wording the same in the page and in nbcare.content.reading_level?"""
    chance = random.Random(4)
    states = [
        ({id: chance.choice(KINDS) for id in DATA["phrases"]}, (chance.random() < 0.5, chance.random() < 0.5))
        for _ in range(300)
    ]
    texts = [_letter(*state) for state in states]
    found = opened(ID).evaluate(READ, texts)
    assert [one["grade"] for one in found] == pytest.approx([grade(text) for text in texts], abs=1e-9)


def test_no_word_of_the_letter_needs_a_dictionary(opened):
    """Does a word stand in it whose syllables only Python's hyphenation dictionary finds? Then choose another word."""
    words = sorted(
        set(
            re.findall(
                r"[A-Za-z][A-Za-z'’-]*",
                " ".join(_letter(dict.fromkeys(DATA["phrases"], kind), (True, True)) for kind in KINDS),
            )
        )
    )
    assert dict(zip(words, opened(ID).evaluate(COUNT, words), strict=True)) == {word: syllables(word) for word in words}


def test_the_point_by_keyboard(opened):
    """Do plain words and cuts bring the grade down, and does the easiest text lose a warning?"""
    page = opened(ID)
    predict_by_keys(page, 0)
    press(page, "Space")
    assert "1 of 7 ward phrases" not in sentence(page), "the first phrase is everyday words"
    assert (
        "Leave" in page.locator(".nbc-x-suggestion").inner_text()
        or "nothing to change" in page.locator(".nbc-x-suggestion").inner_text()
    )
    tab_to(page, "All plain words")
    press(page, "Enter")
    assert (
        sentence(page)
        == f"School grade {_shown('plain', False)}, {_drop('plain', False)} lower than at the start. Plain words for 7 of 7 phrases; 0 of 2 sentences cut. All seven warnings are kept."
    )
    page.keyboard.press("Shift+Tab")
    press(page, "Space", "Shift+Tab", "Space")
    assert (
        sentence(page)
        == f"School grade {_shown('plain', True)} and all seven warnings kept: plain words did most of the work, short sentences the rest."
    )
    assert "not seen the point" in compare_by_keys(page)
    _back_to(page, "Next phrase")
    for _ in range(4):
        tab_to(page, "Next phrase")
        press(page, "Enter")
    assert (
        page.locator(".nbc-x-wording legend").inner_text()
        == "Words for “the oncology service must be contacted immediately”"
    )
    assert focused(page) == "ring us right away", "the focus leads on to the wordings"
    press(page, "ArrowDown*2")
    low = _shown("plain", True, j5="easy")
    assert (
        sentence(page)
        == f"School grade {low}, lower than the good version, and 1 warning is gone: at once. The grade can't see it."
    )
    said = compare_by_keys(page)
    assert (
        f"from {_shown('ward', False)} to {_shown('ward', True)}" in said and "differ" in said and "say it back" in said
    )


def _shown(kind: str, cut: bool, **others: str) -> str:
    return f"{grade(_letter(dict.fromkeys(DATA['phrases'], kind) | others, (cut, cut))):.1f}"


def _drop(kind: str, cut: bool) -> str:
    return f"{float(_shown('ward', False)) - float(_shown(kind, cut)):.1f}"


def _back_to(page, name: str) -> None:
    for _ in range(40):
        if name in focused(page):
            return
        page.keyboard.press("Shift+Tab")
    raise AssertionError(f"Shift+Tab never reaches {name!r}")


def test_letter_picture_table_and_sentence_agree(opened):
    """Do all four show the same words, the same grade and the same warnings, for every kind of wording?"""
    page = opened(ID)
    predict_by_keys(page, 1)
    for kind in KINDS:
        page.get_by_role("button", name="Start again").click()
        for id, phrase in DATA["phrases"].items():
            page.locator(f"[data-span={id}] input").press("Space")
            page.get_by_role("radio", name=phrase["words"][kind], exact=True).check()
        _agree(page, kind)


def _agree(page, kind: str) -> None:
    text = " ".join(page.locator(".nbc-x-letter-text").text_content().split())
    assert text == _letter(dict.fromkeys(DATA["phrases"], kind), (False, False))
    rows = table_rows(page)
    assert [row[1] for row in rows[:-1]] == [one["words"][kind] for one in DATA["phrases"].values()]
    assert {row[2] for row in rows[:-1]} == {DATA["kinds"][kind]} and rows[-1][0] == f"School grade {grade(text):.1f}"
    drawn = page.locator(".nbc-c text").all_text_contents()
    assert f"{grade(text):.1f}" in drawn
    kept = 0 if kind == "easy" else 7
    assert f"Warnings kept: {kept} of 7" in drawn and page.locator(".nbc-x-kept").count() == kept
    assert sum(row[3].startswith("kept: ") for row in rows) == kept == 7 - page.locator(".nbc-x-lost-list li").count()
    assert f"School grade {grade(text):.1f}" in sentence(page)


def test_unmarking_brings_the_wards_words_back_and_marking_the_choice(opened):
    """Can a phrase be compared with what the ward wrote, without choosing anew?"""
    page = opened(ID)
    predict_by_keys(page, 1)
    phrase, words = page.locator("[data-span=j6]"), DATA["phrases"]["j6"]["words"]
    phrase.locator("input").press("Space")
    assert phrase.inner_text() == words["ward"] and "no word is changed yet" in sentence(page)
    page.get_by_role("radio", name=words["plain"], exact=True).check()
    for shown in ("plain", "ward", "plain"):
        assert phrase.text_content() == words[shown]
        phrase.locator("input").press("Space")


def test_what_each_tool_does_alone_stays_in_the_picture(opened):
    """Can the nurse compare cutting with plain words after she has done both?"""
    page = opened(ID)
    predict_by_keys(page, 1)
    assert page.locator(".nbc-c text", has_text="not tried yet").count() == 2
    for button in ("First sentence", "Second sentence", "Start again", "All plain words"):
        page.get_by_role("button", name=button).click()
    drawn = page.locator(".nbc-c text").all_text_contents()
    assert "not tried yet" not in drawn and {_shown("ward", True), _shown("plain", False)} <= set(drawn)
