"""The lock and the key: the antibody follows GD2, and picture, meters, tables and sentence say the same."""

from itertools import product

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
CELLS = {
    "tumour": "neuroblastoma cell",
    "nerve": "nerve fibre in the leg",
    "pigment": "pigment cell of the skin",
    "surface": "cell of the skin's surface",
}
LOCKS = {"tumour": 9, "nerve": 5, "pigment": 3, "surface": 0}
SWITCHES = ("antibody", "gmcsf", "opioid")


def _set(page, cell: str, on: tuple[str, ...]) -> None:
    page.locator(f".nbc-x-stage input[value={cell}]").check()
    for name in SWITCHES:
        switch = page.locator(f"[data-id={name}]")
        if (switch.get_attribute("aria-pressed") == "true") != (name in on):
            switch.click()


def _drawn(page, part: str) -> int:
    return page.locator(f".nbc-x-figure [data-part={part}]").count()


def _meters(page) -> list[str]:
    return [meter.get_attribute("aria-valuetext") for meter in page.locator(".nbc-x-meter-track").all()]


def test_the_point_by_keyboard(opened):
    """Does a nurse without a mouse read that the nerve fires, and that the opioid only lessens it?"""
    page = opened("anti-gd2-lock")
    predict_by_keys(page, 0)
    assert focused(page) == CELLS["tumour"]
    tab_to(page, "Antibody")
    press(page, "Space")
    assert sentence(page).startswith("The antibody holds on to GD2 on the neuroblastoma cell")
    assert "not seen the antibody on each of the four cells" in compare_by_keys(page)
    page.locator(".nbc-x-stage input:checked").focus()
    press(page, "ArrowDown")
    assert "the nerve fires" in sentence(page) and sentence(page).endswith(
        "Killing: none (no tumour cell). Pain: high."
    )
    tab_to(page, "Opioid")
    press(page, "Space")
    assert "less pain, but not gone" in sentence(page) and sentence(page).endswith("Pain: medium.")
    page.locator(".nbc-x-stage input:checked").focus()
    press(page, "ArrowDown")
    assert "our sources do not say" in sentence(page)
    press(page, "ArrowDown")
    assert "finds nothing to hold and drifts past" in sentence(page)
    said = compare_by_keys(page)
    assert "differ" in said and "Only on the tumour cell" in said and 'The word "targeted" promises this' in said


def test_picture_meters_table_and_sentence_agree_at_every_setting(opened):
    """Is there a setting at which two of the four tell different things?"""
    page = opened("anti-gd2-lock")
    commit(page, "c")
    for cell, *flags in product(CELLS, *[(False, True)] * 3):
        on = tuple(name for name, flag in zip(SWITCHES, flags, strict=True) if flag)
        _set(page, cell, on)
        _agrees(page, cell, on)


def _agrees(page, cell: str, on: tuple[str, ...]) -> None:
    told = dict(table_rows(page))
    white, grips = _drawn(page, "waits") + _drawn(page, "grips"), _drawn(page, "grips")
    killing, pain = _meters(page)
    assert (
        told["Cell"] == CELLS[cell] and told["GD2 on it"] == f"{LOCKS[cell]} drawn" == f"{_drawn(page, 'lock')} drawn"
    )
    holds = f"{_drawn(page, 'holds')} of 5" if "antibody" in on else "not given"
    assert told["Antibodies that hold on"] == holds and _drawn(page, "holds") + _drawn(page, "drifts") == (
        5 if "antibody" in on else 0
    )
    assert told["White cells, and how many grip a tail"] == f"{white}, {grips} grip a tail" and white == (
        5 if "gmcsf" in on else 3
    )
    assert told["Complement"].split(" ")[0] == (str(_drawn(page, "ring")) if _drawn(page, "ring") else "none")
    followed = "antibody" in on and cell in ("tumour", "nerve")  # what the evidence tells of; no more is drawn
    assert (grips == white and _drawn(page, "ring") == 4) if followed else (grips + _drawn(page, "ring") == 0)
    assert [told["Killing of tumour cells"], told["Pain"]] == [killing, pain]
    if on or cell != "tumour":
        assert sentence(page).endswith(f"Killing: {killing}. Pain: {pain}."), sentence(page)
        assert CELLS[cell] in sentence(page)
    here = page.locator(".nbc-x-data").nth(1).locator("tbody .nbc-x-here").all_text_contents()
    plain = [text.split(" (no")[0] for text in (killing, pain)]
    assert len(here) == 1 and here[0].endswith("(your setting)")
    assert all(f"{name}: {level}" in here[0] for name, level in zip(("killing", "pain"), plain, strict=True)), (
        here,
        plain,
    )


def test_nothing_is_killed_and_nothing_hurts_without_the_antibody(opened):
    """Do armed killers do harm or good while nothing is marked?"""
    page = opened("anti-gd2-lock")
    commit(page, "a")
    for cell in CELLS:
        _set(page, cell, ("gmcsf", "opioid"))
        assert [text.split(" ")[0] for text in _meters(page)] == ["none", "none"]
        assert _drawn(page, "grips") + _drawn(page, "ring") + _drawn(page, "crack") == 0
        assert "marks nothing" in sentence(page)


def test_gm_csf_arms_macrophages_and_neutrophils_but_no_nk_cell(opened):
    """Does the picture promise more than the source: GM-CSF acts on the cells it names?"""
    page = opened("anti-gd2-lock")
    commit(page, "a")
    _set(page, "tumour", ("antibody",))
    assert _drawn(page, "armed") == 0 and _meters(page)[0] == "medium"
    _set(page, "tumour", ("antibody", "gmcsf"))
    armed = page.locator(".nbc-x-figure [data-kind]:has([data-part=armed])")
    assert sorted(cell.get_attribute("data-kind") for cell in armed.all()) == ["macrophage"] * 2 + ["neutrophil"] * 2
    assert _meters(page)[0] == "high" and _drawn(page, "crack") == 5


def test_the_signal_gets_small_behind_the_opioid_and_does_not_stop(opened):
    """Does the drawing show less pain, and not none?"""
    page = opened("anti-gd2-lock")
    commit(page, "b")
    _set(page, "nerve", ("antibody",))
    assert _drawn(page, "signal") == 1 and _drawn(page, "less") == _drawn(page, "opioid") == 0
    _set(page, "nerve", ("antibody", "opioid"))
    assert _drawn(page, "opioid") == 1

    def height(part: str) -> float:
        return page.locator(f"[data-part={part}]").evaluate("path => path.getBBox().height")

    assert 0 < height("less") < height("signal") / 2


@pytest.mark.parametrize("width", [320, 1000])
def test_everything_stays_inside_the_picture(opened, width):
    """Is a white cell or a word cut off at the edge, on a telephone or on a large screen?"""
    page = opened("anti-gd2-lock", width=width)
    commit(page, "a")
    for cell in CELLS:
        _set(page, cell, SWITCHES)
        outside = page.locator(".nbc-x-figure .nbc-c").evaluate("""picture => {
          const frame = picture.getBoundingClientRect();
          return [...picture.querySelectorAll("text, [data-part]")].map((node) => [node.textContent || node.dataset.part, node.getBoundingClientRect()])
            .filter(([, box]) => box.left < frame.left - 3 || box.right > frame.right + 3 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1).map(([name]) => name);
        }""")
        assert outside == [], cell
