"""The phone: a small question may hide a now, a call sorted too low is caught, and a read-back is mended."""

from pathlib import Path

import pytest
from courses import read_yaml
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

ID = "families-calls"
DATA = read_yaml((Path(__file__).resolve().parents[2] / f"assets/explorers/{ID}.yaml").read_text(encoding="utf-8"))[
    "data"
]
CALLS, LEVELS = DATA["calls"], DATA["levels"]

pytestmark = pytest.mark.browser


def test_the_point_by_keyboard(opened):
    """Does one more question turn a lip balm into a now?"""
    page = opened(ID)
    predict_by_keys(page, 0)
    tab_to(page, "better lip balm")
    press(page, "Enter")
    assert (
        sentence(page)
        == "Mother of Emre, 5, in his first week of isotretinoin: the call is open, and nothing is asked yet."
    )
    tab_to(page, "What else is different today?")
    press(page, "Enter")
    assert sentence(page).startswith(
        "Mother of Emre, 5, in his first week of isotretinoin: you have asked 1 of 2 questions. The caller says: He's been sick twice."
    )
    tab_to(page, "Now")
    press(page, "Space")
    tab_to(page, "Decide")
    press(page, "Enter")
    assert "Now, and that holds. Severe stomach pain on isotretinoin can be pancreatitis" in sentence(page)
    assert focused(page).startswith("Give him small sips"), "the focus leads on to the advice"
    assert "not heard the point" in compare_by_keys(page)
    for call in ("hat", "sand"):
        _decide(page, call, "visit")
    said = compare_by_keys(page)
    assert (
        "differ" in said
        and "A different box needs an answer before the next dose" in said
        and "finds the large one" in said
    )


def test_an_arrow_key_never_decides(opened):
    """Can the levels be looked through by keyboard, and must one be chosen?"""
    page = opened(ID)
    commit(page, "b")
    page.locator("[data-call=tower]").click()
    page.get_by_role("button", name="Decide").click()
    assert page.locator(".nbc-x-turn [role=alert]").inner_text() == DATA["choose_first"]
    page.locator(".nbc-x-turn input").first.press("Space")
    press(page, "ArrowDown", "ArrowDown", "ArrowUp")
    assert "nothing is asked yet" in sentence(page) and table_rows(page)[4][2] == "waiting"


def _decide(page, call: str, level: str) -> None:
    page.locator(f"[data-call={call}]").click()
    page.locator(f".nbc-x-turn input[value={level}]").check()
    page.get_by_role("button", name="Decide").click()


def _say(page, option: str) -> None:
    page.locator(f".nbc-x-turn input[value={option}]").check()
    page.get_by_role("button", name="Say it").click()


@pytest.mark.parametrize("level", LEVELS)
def test_each_decision_is_answered_and_board_and_table_agree(opened, level):
    """Is every call answered at every level, and do board, table and sentence say where it went and belonged?"""
    page = opened(ID)
    commit(page, "b")
    order = list(LEVELS)
    for n, (id, call) in enumerate(CALLS.items()):
        _decide(page, id, level)
        gap = order.index(level) - order.index(call["key"])
        words = {0: "and that holds", 1: "sorted too low", -1: "sooner than needed"}[(gap > 0) - (gap < 0)]
        assert sentence(page).startswith(f"{call['who']}: ") and words in sentence(page)
        assert page.get_by_text(DATA["rescue"]).count() == (1 if gap > 0 else 0)
        row = table_rows(page)[n]
        assert row[0] == f"{call['label']} (open now)" and row[2:4] == [
            LEVELS[level]["label"],
            LEVELS[call["key"]]["label"],
        ]
    assert page.locator(".nbc-x-mine[data-level]").evaluate_all("marks => marks.map(mark => mark.dataset.level)") == [
        level
    ] * len(CALLS)
    assert page.locator(".nbc-x-needed[data-level]").evaluate_all("cells => cells.map(cell => cell.dataset.level)") == [
        call["key"] for call in CALLS.values()
    ]


def test_the_cue_comes_late_but_it_comes(opened):
    """Does a nurse who asked nothing, or the wrong thing, still hear it, and one who asked not hear it twice?"""
    page = opened(ID)
    commit(page, "b")
    for id, call in CALLS.items():
        for ask, late in ((None, 1), (call["cues"][0], 0)):
            page.locator(f"[data-call={id}]").click()
            if page.get_by_role("button", name="Take this call again").count():
                page.get_by_role("button", name="Take this call again").click()
            if ask:
                page.get_by_role("button", name=call["asks"][ask]["ask"]).click()
            _decide(page, id, "visit" if call["key"] != "visit" else "now")
            assert page.locator(".nbc-x-talk").get_by_text(call["late"]).count() == late, (id, ask)
            if call["key"] == "visit":  # too high goes on: close it, so that it can be taken again
                _say(page, _good(call["advice"]))
                _say(page, _good(call["readback"]["mend"]))


def _good(options: dict) -> str:
    return next(id for id, option in options.items() if option["good"])


def test_only_two_questions_may_be_asked(opened):
    """Do the question buttons go when both were used?"""
    page = opened(ID)
    commit(page, "b")
    page.locator("[data-call=nose]").click()
    for left in (2, 1):
        assert (
            page.locator(".nbc-x-turn .nbc-label").first.inner_text()
            == f"Ask first: {left} question{'s' if left > 1 else ''} left"
        )
        page.locator(".nbc-x-ask").first.click()
    assert page.locator(".nbc-x-ask").count() == 0
    assert table_rows(page)[-1][1] == "Who else has a cold? How much has she peed today?"


def test_wrong_advice_is_taken_back_before_the_call_closes(opened):
    """Must the nurse find the good advice before the caller reads back?"""
    page = opened(ID)
    commit(page, "b")
    _decide(page, "tower", "now")
    for wrong in [id for id, one in CALLS["tower"]["advice"].items() if not one["good"]]:
        _say(page, wrong)
        assert page.locator(".nbc-x-talk li").last.inner_text().endswith(DATA["try_again"])
        assert page.locator(f".nbc-x-turn input[value={wrong}]").count() == 0
    assert page.get_by_text(CALLS["tower"]["readback"]["text"]).count() == 0
    _say(page, _good(CALLS["tower"]["advice"]))
    assert page.get_by_text(CALLS["tower"]["readback"]["text"]).count() == 1


@pytest.mark.parametrize("good", [True, False])
def test_the_read_back_closes_each_call(opened, good):
    """Is it told whether a slip was mended or went by, with the words that mend it, and are all six counted at the end?"""
    page = opened(ID)
    commit(page, "b")
    for n, (id, call) in enumerate(CALLS.items()):
        _decide(page, id, call["key"])
        _say(page, _good(call["advice"]))
        mend = call["readback"]["mend"]
        _say(page, next(option for option, one in mend.items() if one["good"] is good))
        slips = call["readback"]["wrong"]
        closed = DATA["readbacks"][("mended" if good else "passed") if slips else ("right" if good else "needless")]
        assert closed in sentence(page) and table_rows(page)[n][4] == closed
        assert page.locator(".nbc-x-line[data-by=caller] strong").all_text_contents() == slips
        assert page.get_by_text("Better: ").count() == (0 if good else 1)
    slipped = sum(1 for call in CALLS.values() if call["readback"]["wrong"])
    assert sentence(page).endswith(
        f"6 of 6 calls sorted as needed, 0 too low, 0 higher than needed; {slipped if good else 0} read-backs mended."
    )


def test_every_call_is_marked_as_invented(opened):
    """Can an open call be taken for a real one?"""
    page = opened(ID)
    commit(page, "b")
    for id in CALLS:
        page.locator(f"[data-call={id}]").click()
        assert page.locator(".nbc-x-who").inner_text().startswith("Fictional call")


def test_next_call_leads_to_one_that_waits(opened):
    """Are all six met by pressing one button, and is each back at its beginning when taken again?"""
    page = opened(ID)
    commit(page, "b")
    page.locator("[data-call=box]").click()
    met = []
    for _ in CALLS:
        id = page.locator(".nbc-x-call[aria-pressed=true]").get_attribute("data-call")
        met.append(id)
        page.locator(".nbc-x-turn input[value=visit]").check()
        page.get_by_role("button", name="Decide").click()
        if CALLS[id]["key"] == "visit":
            _say(page, _good(CALLS[id]["advice"]))
            _say(page, _good(CALLS[id]["readback"]["mend"]))
        page.get_by_role("button", name="Next call").click()
    assert met == list(CALLS)
    page.get_by_role("button", name="Take this call again").click()
    assert "nothing is asked yet" in sentence(page) and page.locator(".nbc-x-talk li").count() == 1
