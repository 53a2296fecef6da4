"""The question card: worry leaves out the night, the card says what is missing, and it fits on one page."""

import re
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

ID = "families-cards"
DATA = read_yaml((Path(__file__).resolve().parents[2] / f"assets/explorers/{ID}.yaml").read_text(encoding="utf-8"))[
    "data"
]
FAMILIES, QUESTIONS, TOPICS = DATA["families"], DATA["questions"], DATA["topics"]
MUST = [id for id, topic in TOPICS.items() if topic["must"]]
# What a card on paper is: the printed node alone in its page, as the print button makes it.
ALONE = """() => {
  const root = document.createElement("div");
  root.className = "nbc-root nbc-x-alone";
  root.append(document.querySelector(".nbc-x-paper-card").cloneNode(true));
  document.body.replaceChildren(root);
}"""

pytestmark = pytest.mark.browser


def _topics(picks) -> set[str]:
    return {QUESTIONS[id]["topic"] for id in picks}


def test_the_families_are_made_so_that_only_the_night_is_missing_from_all():
    """Is the prediction's answer true of the data, and no other topic missing everywhere?"""
    missing = [set(TOPICS) - _topics(family["picks"]) for family in FAMILIES.values()]
    assert set.intersection(*missing) == {"night"}


def test_the_point_by_keyboard(opened):
    """Do two families lack the night, and does the card name what is added?"""
    page = opened(ID)
    predict_by_keys(page, 0)
    assert focused(page).startswith("A couple")
    press(page, "Space")
    assert (
        sentence(page)
        == "A couple with their first child, 2: 6 questions on the card, 6 of their own 6. Missing: the plan, night and fever."
    )
    press(page, "ArrowDown")
    assert (
        sentence(page)
        == "A father who reads studies at night: 6 questions on the card, 6 of their own 6. Missing: pain, night and fever, hands at home."
    )
    assert "not seen the point" in compare_by_keys(page)
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        if "Add what is missing" in focused(page):
            break
    press(page, "Enter")
    assert (
        sentence(page)
        == "A father who reads studies at night: 10 questions on the card, 6 of their own 6. The plan, pain, the night and safe hands are all on it, and it is still theirs."
    )
    said = compare_by_keys(page)
    assert "differ" in said and "the fear they arrive with" in said and "whom to call" in said


def _choose(page, family: str) -> None:
    page.get_by_label(FAMILIES[family]["label"]).check()


def _card(page) -> list[str]:
    return page.locator(".nbc-x-paper-card li > p:first-child").all_text_contents()


@pytest.mark.parametrize("family", FAMILIES)
def test_picture_card_table_and_sentence_agree(opened, family):
    """Do all four count the same questions, before and after the missing ones are added?"""
    page = opened(ID)
    commit(page, "c")
    _choose(page, family)
    _agree(page, set(FAMILIES[family]["picks"]))
    page.get_by_role("button", name="Add what is missing").click()
    gaps = set(MUST) - _topics(FAMILIES[family]["picks"])
    added = {id for id in DATA["essentials"] if QUESTIONS[id]["topic"] in gaps}
    _agree(page, set(FAMILIES[family]["picks"]) | added)
    page.get_by_role("button", name="Back to their six").click()
    _agree(page, set(FAMILIES[family]["picks"]))


def _agree(page, on: set[str]) -> None:
    texts = [QUESTIONS[id]["text"] for id in QUESTIONS if id in on]
    assert _card(page)[: len(on)] == texts and f": {len(on)} questions on the card" in sentence(page)
    assert [row[1] for row in table_rows(page) if row[2] == "✓ yes"] == texts
    gaps = [TOPICS[id]["label"].lower() for id in MUST if id not in _topics(on)]
    assert sentence(page).endswith(f"Missing: {', '.join(gaps)}.") if gaps else "all on it" in sentence(page)
    assert page.locator(".nbc-x-gap").count() == page.locator(".nbc-x-gap-word").count() == len(gaps)
    per_topic = page.locator(".nbc-c").evaluate("""picture => {
      const now = [...picture.querySelectorAll(".nbc-x-column-now")].map((box) => box.getBBox());
      const dots = [...picture.querySelectorAll(".nbc-x-question-dot")].map((dot) => dot.getBBox());
      return now.map((box) => dots.filter((dot) => dot.x > box.x && dot.x < box.x + box.width && dot.y > box.y && dot.y < box.y + box.height).length);
    }""")
    assert per_topic == [sum(QUESTIONS[id]["topic"] == topic for id in on) for topic in TOPICS]


def test_families_that_were_not_looked_at_stay_hidden(opened):
    """Does the picture tell the answer before the nurse has looked?"""
    page = opened(ID)
    commit(page, "c")
    hidden = page.locator(".nbc-c text", has_text=re.compile(r"^\?$"))
    assert hidden.count() == (len(FAMILIES) + 1) * len(TOPICS)
    for seen, family in enumerate(FAMILIES, 1):
        _choose(page, family)
        assert hidden.count() == (len(FAMILIES) - seen) * len(TOPICS)


def test_each_family_keeps_its_own_card(opened):
    """Is work lost when the nurse looks at another family?"""
    page = opened(ID)
    commit(page, "c")
    _choose(page, "first")
    page.get_by_label(f"{DATA['own_label']} 1").fill("May she dance?")
    _choose(page, "teen")
    assert page.get_by_label(f"{DATA['own_label']} 1").input_value() == "" and "May she dance?" not in _card(page)
    _choose(page, "first")
    assert "May she dance?" in _card(page) and table_rows(page)[-1][:3] == [
        "Their own words",
        "May she dance?",
        "✓ yes",
    ]


def test_an_eleventh_question_is_refused(opened):
    """Is the nurse told to take one away, whether the eleventh is ticked or typed?"""
    page = opened(ID)
    commit(page, "c")
    _choose(page, "teen")
    page.get_by_role("button", name="Add what is missing").click()
    page.get_by_role("radio", name="Pain", exact=True).check()
    box = page.locator(".nbc-x-questions input[value=a1]")
    box.click()
    assert not box.is_checked() and page.locator(".nbc-x-builder [role=alert]").inner_text() == DATA["full"]
    page.get_by_label(f"{DATA['own_label']} 1").press_sequentially("W")
    assert page.get_by_label(f"{DATA['own_label']} 1").input_value() == "" and "10 questions" in sentence(page)
    page.locator(".nbc-x-questions input[value=a3]").click()
    assert "9 questions" in sentence(page) and page.locator(".nbc-x-builder [role=alert]").inner_text() == ""
    box.click()
    assert box.is_checked() and "10 questions" in sentence(page)


def test_what_is_typed_is_text_and_goes_nowhere(opened):
    """Is markup shown as it was typed, and is nothing of it sent to the host?"""
    page = opened(ID)
    commit(page, "c")
    _choose(page, "busy")
    field = page.get_by_label(f"{DATA['own_label']} 1")
    field.fill("<b>x</b>" + "y" * 200)
    assert "<b>x</b>" in _card(page)[6] and page.locator(".nbc-x-paper-card b").count() == 0
    field.fill("")
    field.press_sequentially("z" * 170, delay=0)
    assert len(field.input_value()) == DATA["own_long"]
    assert "zzz" not in page.evaluate("JSON.stringify(sent)") and "zzz" not in page.evaluate(
        "JSON.stringify({ ...sessionStorage, ...localStorage })"
    )


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_fullest_card_prints_on_one_page(opened, paper):
    """Do ten questions with room for their answers, the number and the family's own words fit?"""
    page = opened(ID)
    commit(page, "c")
    _choose(page, "first")
    tab_to(page, "Add what is missing")
    press(page, "Enter")
    page.get_by_label(f"{DATA['own_label']} 1").fill("W" * 20 + " question" * 15)
    assert "10 questions" in sentence(page)
    page.evaluate(ALONE)
    pdf = page.pdf(format=paper, margin=dict.fromkeys(("top", "bottom", "left", "right"), "14mm"))
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    assert page.locator(".nbc-x-paper-card").inner_text().startswith("Questions to ask")
