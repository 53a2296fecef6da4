"""Picture, sentence and table always say the same."""

import pytest
from explorers.explorer_page import commit, press, sentence, table_rows

pytestmark = pytest.mark.browser


def test_the_dish_table_equals_the_dish(opened):
    """Do picture, sentence and both tables count the same cells?"""
    page = opened("retinoids-dish")
    commit(page, "a")
    for setting in [(0, 0), (50, 14), (100, 0), (100, 7), (100, 14), (150, 3), (150, 14)]:
        for slider, value in zip(page.locator("input[type=range]").all(), setting, strict=True):
            slider.fill(str(value))
        _dish_agrees(page, *setting)


def _dish_agrees(page, dose: int, days: int) -> None:
    drawn = [
        page.locator(f".nbc-x-two > figure > svg [data-state={state}]").count()
        for state in ("dividing", "changing", "mature")
    ]
    assert [int(row[1]) for row in table_rows(page)] == drawn and sum(drawn) == 80
    assert drawn[0] >= 14, "some cells never answer"
    if dose or days:
        assert f"{drawn[2]} of 80 cells have grown up, {drawn[1]} " in sentence(page)
    here = list(page.locator(".nbc-x-data").nth(1).locator("tbody .nbc-x-here").all_text_contents())
    assert here == ([] if days == 3 else [f"{drawn[2]} (your setting)"])


def test_more_never_makes_fewer_cells_grow_up(opened):
    """Does the number rise with dose and days, and stay under the whole dish?"""
    page = opened("retinoids-dish")
    table = [[int(cell.split()[0]) for cell in row[1:]] for row in table_rows(page, 1)]
    assert all(row == sorted(row) for row in table) and all(
        list(column) == sorted(column) for column in zip(*table, strict=True)
    )
    assert table[0] == [0] * 5 and all(row[0] == 0 for row in table) and 40 < table[-1][-1] < 80


def test_the_same_dish_is_drawn_every_time(opened):
    """Do two learners see the same cells?"""
    first, second = (opened("retinoids-dish").locator(".nbc-x-two > figure > svg").inner_html() for _ in range(2))
    assert first == second


MENDING = [
    ([(1, 28)], 6, "You painted every day: the child would never have a rest."),
    ([(1, 21)], 6, "You painted 21 dose days; the plan has 14, so the rest is too short."),
    ([(1, 1)], 1, "You painted 1 dose day; the plan has 14."),
    ([(1, 7), (15, 21)], 6, "The number is right, but the dose days are not one unbroken block."),
    ([(15, 28)], 6, "The number is right and the block is whole, but the course starts with dose days, on day 1."),
    ([(1, 14)], 5, "The days are right. There are more courses than 5."),
    ([(1, 14)], 7, "The days are right. There are fewer courses than 7."),
    ([(1, 14)], 6, "This is the whole plan: half of the days are dose days."),
]


def test_the_calendar_says_what_to_mend(opened):
    """Is each wrong calendar explained, and does the table count what was painted?"""
    page = opened("retinoids-calendar")
    commit(page, "a")
    for spans, courses, says in MENDING:
        page.get_by_role("button", name="Clear all").click()
        assert sentence(page).endswith("Nothing is painted: no dose would be given.")
        for span in spans:
            _paint(page, *map(str, span))
        page.locator("input[type=range]").fill(str(courses))
        assert sentence(page).endswith(says)
        _calendar_agrees(page, sum(last - first + 1 for first, last in spans), courses)


def _paint(page, first: str, last: str) -> None:
    page.get_by_label("From day").fill(first)
    page.get_by_label("to day").fill(last)
    page.get_by_role("button", name="Set as dose days").click()


def _calendar_agrees(page, days: int, courses: int) -> None:
    rows = table_rows(page)
    assert page.locator(".nbc-x-day[aria-pressed=true]").count() == days
    assert len(rows) == courses + 1 and rows[0][2:] == [str(days), str(28 - days)]
    assert rows[-1][2] == str(page.locator(".nbc-x-strip .nbc-x-dose").count()) == str(days * courses)


def test_a_range_that_cannot_be_is_explained(opened):
    """Is a slip in the two numbers painted all the same?"""
    page = opened("retinoids-calendar")
    commit(page, "a")
    warning = page.locator(".nbc-x-range [role=alert]")
    for first, last in [("", "3"), ("0", "3"), ("5", "3"), ("1", "29"), ("1.5", "3")]:
        _paint(page, first, last)
        assert warning.inner_text() == "The first day comes first, and no day is before 1 or after 28.", (first, last)
        assert page.locator(".nbc-x-day[aria-pressed=true]").count() == 0
        _paint(page, "2", "2")
        assert warning.inner_text() == "" and page.locator(".nbc-x-day[aria-pressed=true]").count() == 1
        page.get_by_role("button", name="Clear all").click()


def test_days_can_be_painted_by_dragging_too(opened):
    """Does dragging paint each day it crosses once, and a key or a click switch one day back?"""
    page = opened("retinoids-calendar")
    commit(page, "a")
    day = [page.get_by_role("button", name=f"Day {n}:") for n in (1, 2, 3)]
    day[0].hover()
    page.mouse.down()
    day[1].hover()
    day[2].hover()
    page.mouse.up()
    assert [one.get_attribute("aria-pressed") for one in day] == ["true"] * 3
    day[1].press("Space")
    assert [one.get_attribute("aria-pressed") for one in day] == ["true", "false", "true"]
    day[1].hover()
    page.mouse.down()
    day[2].hover()
    day[1].hover()
    page.mouse.up()
    assert [one.get_attribute("aria-pressed") for one in day] == ["true"] * 3
    day[1].click()
    assert [one.get_attribute("aria-pressed") for one in day] == ["true", "false", "true"]


def test_the_map_table_equals_the_map(opened):
    """Do marks and table name the same parts of the body at the same levels?"""
    page = opened("retinoids-body-map")
    commit(page, "a")
    _map_agrees(page, set(LEVELS.values()))
    for level in LEVELS.values():
        page.get_by_label(level).check()
        parts = _map_agrees(page, {level})
        assert sentence(page) == f"The map marks {len(parts)} of 9 parts of the body at the level “{level}”."


LEVELS = {"home": "Care at home", "today": "Call today", "now": "Call now"}
DRAWN = """groups => groups.flatMap(group => [...group.querySelectorAll(".nbc-x-icon")].map(icon => [group.dataset.area, icon.dataset.level]))"""


def _map_agrees(page, levels: set[str]) -> set[str]:
    names = {
        button.get_attribute("data-area"): button.inner_text() for button in page.locator("button.nbc-x-area").all()
    }
    drawn = {(names[area], LEVELS[level]) for area, level in page.locator(".nbc-x-callout").evaluate_all(DRAWN)}
    told = {(row[0], row[2]) for row in table_rows(page)}
    assert drawn == told and {level for _, level in told} == levels
    return {part for part, _ in told}


def test_a_locked_map_ignores_the_mouse(opened):
    """Does a click on the child before the prediction choose anything?"""
    page = opened("retinoids-body-map")
    page.locator("[data-area=eyes] .nbc-x-plate").click(force=True)
    assert page.locator("[data-chosen]").count() == 0
    commit(page, "a")
    page.locator("[data-area=eyes] .nbc-x-plate").click()
    assert sentence(page).startswith("Eyes: dry eyes – home care;")
    assert page.get_by_role("button", name="Eyes", pressed=True).count() == 1


def test_touch_chooses_days(opened):
    """Does a tap do what a click does?"""
    page = opened("retinoids-calendar", width=360, has_touch=True)
    commit(page, "a")
    page.get_by_role("button", name="Day 3:").tap()
    assert page.get_by_role("button", name="Day 3: dose day").get_attribute("aria-pressed") == "true"
    press(page, "ArrowRight", "Space")
    assert sentence(page).startswith("2 dose days")
