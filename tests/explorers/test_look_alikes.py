"""The look-alike drill: mixed notes, four pictures, certainty, and a board of what was confused."""

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

DRILL = "side-effects-look-alikes"
PICTURES = ["reaction", "leak", "infection", "nerve"]
KEYS = {
    "Abel": "reaction",
    "Dora": "nerve",
    "Betty": "leak",
    "Carl": "infection",
    "Kim": "nerve",
    "Fay": "leak",
    "Isa": "reaction",
    "Gil": "infection",
    "Emil": "reaction",
    "Jon": "leak",
    "Lea": "infection",
    "Hope": "nerve",
}
SURE = ["guess", "fairly", "sure"]


@pytest.fixture
def drill(opened):
    """The drill, unlocked."""
    page = opened(DRILL)
    commit(page, "a")
    return page


def _child(page) -> str:
    return page.locator(".nbc-x-case").inner_text().split(",")[0]


def _answer(page, picture: str, certainty: str = "fairly") -> str:
    """Answer the note that is open, check it, and return what is said of it."""
    page.locator(f".nbc-x-choice input[value={picture}]").check()
    page.locator(f".nbc-x-choice input[value={certainty}]").check()
    page.get_by_role("button", name="Check", exact=True).click()
    return page.locator(".nbc-x-drill-result").inner_text()


def _on(page) -> None:
    page.locator(".nbc-x-drill-case > .nbc-primary").click()


def _all(page, answers: dict | None = None) -> None:
    """Answer every note by its key, fairly sure, but those named."""
    for child in KEYS:
        assert _child(page) == child
        _answer(page, *(answers or {}).get(child, (KEYS[child],)))
        _on(page)


def _answer_by_keys(page, picture: int, certainty: int) -> None:
    tab_to(page, "Infusion reaction or anaphylaxis")
    press(page, "Space", f"ArrowDown*{picture}") if picture else press(page, "Space")
    tab_to(page, "A guess")
    press(page, "Space", f"ArrowDown*{certainty}") if certainty else press(page, "Space")
    tab_to(page, "Check")
    press(page, "Enter")
    assert focused(page) in ("Next note", "See how it went")
    press(page, "Enter")


def test_the_point_is_reached_by_keyboard(opened):
    """Does one confusion, made with certainty, stand at the top when everything was answered by keys?"""
    page = opened(DRILL)
    predict_by_keys(page, 0)
    assert "Infusion reaction" in focused(page)
    for child, key in KEYS.items():
        _answer_by_keys(page, *((0, 2) if child == "Fay" else (PICTURES.index(key), 1)))
    assert (
        sentence(page)
        == "11 of 12 settled. You mixed up capillary leak and infusion reaction most often (1 time). Sure and off the mark: Fay. Look at these first."
    )
    assert table_rows(page)[0][:4] == ["Fay", "Reaction", "sure", "Leak"]
    assert "Side by side: capillary leak and infusion reaction" in page.locator(".nbc-x-ended").inner_text()
    said = compare_by_keys(page)
    assert "differ" in said and "how ill the child seemed settled none" in said


def test_the_comparison_waits_for_all_twelve(drill):
    """Is the prediction compared before the notes were answered?"""
    _answer(drill, "reaction")
    drill.get_by_role("button", name="Compare with my prediction").click()
    assert drill.locator(".nbc-x-result").inner_text() == "Answer all twelve notes, then compare."


def test_every_answer_by_the_key_is_right(drill):
    """Are the keys those of the design, and is nothing called a confusion?"""
    for child, key in KEYS.items():
        assert _child(drill) == child
        said = _answer(drill, key, "sure")
        assert said.startswith("✓") and "Right." in said
        _on(drill)
    assert sentence(drill) == "12 of 12 settled. You mixed up no two. Sure and off the mark: none."
    assert "Sure: 12 of 12" in drill.locator(".nbc-x-ended").inner_text()
    assert drill.get_by_role("button", name="Ask again").count() == 0


def test_every_wrong_answer_says_why_it_tempts(drill, props):
    """Is each of the 36 wrong answers told apart from the key, in words of its own?"""
    notes = props[DRILL]["data"]["notes"]
    texts = [text for note in notes for text in note["tempts"].values()]
    assert len(texts) == 36 and all(set(note["tempts"]) == set(PICTURES) - {note["key"]} for note in notes)
    assert [text for text in set(texts) if texts.count(text) > 1] in ([], ["Nothing here comes from a nerve."])
    for child, key in KEYS.items():
        wrong = PICTURES[PICTURES.index(key) - 1]
        said = _answer(drill, wrong, "sure")
        tempts = next(note["tempts"] for note in notes if note["child"] == child)
        assert "Not right" in said and "You were sure of this one" in said and tempts[wrong].split("{")[0] in said
        _on(drill)
    assert sentence(drill).startswith("0 of 12 settled. You mixed up")


def test_notes_are_mixed(props):
    """Does no picture come twice in a row, each three times, and is there no cycle to guess from?"""
    keys = [note["key"] for note in props[DRILL]["data"]["notes"]]
    assert {note["child"]: note["key"] for note in props[DRILL]["data"]["notes"]} == KEYS
    assert all(one != other for one, other in zip(keys, keys[1:], strict=False)) and all(
        keys.count(key) == 3 for key in PICTURES
    )
    assert len({tuple(keys[i : i + 4]) for i in (0, 4, 8)}) == 3
    assert len({note["child"][0] for note in props[DRILL]["data"]["notes"]}) == 12, "a letter on the board is one child"


def test_board_table_and_sentence_agree(drill):
    """Do the letters of the board, the table and the sentence count the same answers, note by note?"""
    settled = 0
    for done, (child, key) in enumerate(KEYS.items(), 1):
        given = PICTURES[(PICTURES.index(key) + done % 3) % 4]
        settled += given == key
        _answer(drill, given, SURE[done % 3])
        squares = {
            (s.get_attribute("data-was"), s.get_attribute("data-given")): s.get_attribute("data-children").split()
            for s in drill.locator(".nbc-x-square").all()
        }
        assert child in squares[key, given] and sum(map(len, squares.values())) == done
        told = {
            (was, said): row[1 + c].split(" (")[0]
            for was, row in zip(PICTURES, table_rows(drill, 1), strict=True)
            for c, said in enumerate(PICTURES)
        }
        assert told == {place: f"{len(who)}: {', '.join(who)}" if who else "0" for place, who in squares.items()}
        assert sentence(drill).startswith(f"{done} of 12 answered, {settled} settled. {child}: ")
        assert (
            drill.locator(
                f".nbc-x-square[data-was={key}][data-given={given}] .nbc-x-token[data-certainty={SURE[done % 3]}]"
            ).count()
            >= 1
        )
        _on(drill)
    assert sentence(drill).startswith(f"{settled} of 12 settled.")


def test_both_answers_are_asked_for(drill):
    """Can a note be checked without a picture, or without saying how sure?"""
    check = drill.get_by_role("button", name="Check", exact=True)
    check.click()
    warning = drill.locator(".nbc-x-drill-case [role=alert]")
    assert warning.inner_text() == "Choose a picture, and say how sure you are."
    drill.locator(".nbc-x-choice input[value=leak]").check()
    check.click()
    assert warning.inner_text() and table_rows(drill) == []
    drill.locator(".nbc-x-choice input[value=sure]").check()
    check.click()
    assert len(table_rows(drill)) == 1 and drill.locator(".nbc-x-choice input:enabled").count() == 0


def test_the_second_round_asks_what_was_missed_or_guessed(drill):
    """Does it ask only those, in another order, and count the new answers?"""
    _all(
        drill,
        {
            "Abel": ("leak", "sure"),
            "Isa": ("reaction", "guess"),
            "Fay": ("reaction", "fairly"),
            "Jon": ("infection", "guess"),
        },
    )
    assert sentence(drill).startswith("9 of 12 settled. You mixed up") and "(2 times)" in sentence(drill)
    assert [row[0] for row in table_rows(drill)[:4]] == ["Abel", "Fay", "Jon", "Isa"]
    ended = drill.locator(".nbc-x-ended").inner_text()
    assert "Sure: 0 of 1" in ended and "A guess: 1 of 2" in ended and "Fairly sure: 8 of 9" in ended
    drill.get_by_role("button", name="Ask again what I missed or guessed (4)").click()
    for child in ("Isa", "Jon", "Abel", "Fay"):
        assert _child(drill) == child and "Once more" in drill.locator(".nbc-x-drill-case").inner_text()
        _answer(drill, KEYS[child], "sure")
        _on(drill)
    assert sentence(drill).startswith("12 of 12 settled.")
    drill.get_by_role("button", name="Start again with all twelve").click()
    assert (
        _child(drill) == "Abel"
        and table_rows(drill) == []
        and drill.locator(".nbc-x-token[data-certainty=sure]").count() == 1
    ), "only the legend is left"
    assert sentence(drill).startswith("No note is answered yet")


def test_the_focus_follows_the_notes(drill):
    """Does a screen reader come to the next note, and to the end, without searching?"""
    _answer(drill, "leak")
    _on(drill)
    assert focused(drill).startswith("Dora, 7")
