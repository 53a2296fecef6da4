"""A table of checkboxes."""

import pytest
from kind_rules import RESPONSES, check, mount_answered, tab_to, wait_saved, wait_styled
from question_items import MATRIX_MULTIPLE as ITEM

pytestmark = pytest.mark.browser
ANSWER = RESPONSES["matrix_multiple"]
CELLS = [(column, row) for column, rows in ANSWER.items() for row in rows]


def box(bench, column, row):
    return bench.page.get_by_role("checkbox", name=f"{ITEM['rows'][row]} {ITEM['columns'][column]}", exact=True)


def test_answer_by_mouse_and_touch(pointing):
    """Can any number of cells be ticked, in a table and in cards, and a tick be taken back?"""
    bench, press = pointing
    bench.mount(ITEM)
    for column, row in [*CELLS, ("c2", "r1")]:
        press(box(bench, column, row))
    press(box(bench, "c2", "r1"))
    wait_saved(bench, ITEM, ANSWER)


def test_answer_by_keyboard(bench):
    """Are Tab and Space enough?"""
    bench.mount(ITEM)
    for value in ("c1.r1", "c2.r3", "c1.r4"):
        tab_to(bench.page, f"el.value === '{value}'")
        bench.page.keyboard.press("Space")
    wait_saved(bench, ITEM, ANSWER)


@pytest.mark.parametrize("width", [1200, 320])
def test_table_stays_a_table_with_headers(bench, width):
    """Does a screen reader hear rows, columns and headers on a wide and on a narrow page?"""
    bench.page.set_viewport_size({"width": width, "height": 800})
    bench.mount(ITEM)
    assert bench.page.get_by_role("columnheader").all_text_contents() == [
        "Statement",
        "Planting a tree",
        "Picking roses",
    ]
    assert bench.page.get_by_role("rowheader").count() == 4 and bench.page.get_by_role("cell").count() == 8


def test_review_marks_each_cell(bench):
    """Is every cell that is right, wrong or missed told in sign and word, with a floor for each column?"""
    mount_answered(bench, ITEM, ANSWER)
    check(bench)
    looks = {}
    for column in ITEM["columns"]:
        for row in ITEM["rows"]:
            mark = box(bench, column, row).locator("xpath=ancestor::td").locator(".nbc-mark")
            looks[f"{column}.{row}"] = " ".join(mark.inner_text().split()) if mark.count() else ""
    assert looks == {
        "c1.r1": "✓ Right",
        "c1.r2": "○ Right, but not chosen",
        "c1.r3": "○ Right, but not chosen",
        "c1.r4": "✗ Not right",
        "c2.r1": "",
        "c2.r2": "",
        "c2.r3": "✓ Right",
        "c2.r4": "",
    }
    assert "1 of 4 points (plus/minus" in bench.page.locator(".nbc-result").inner_text()


def test_many_columns_scroll_in_their_own_region(bench):
    """Does a table wider than the page scroll by itself, and the page never?"""
    columns = {f"c{n}": f"A long name of column {n}" for n in range(1, 11)}
    bench.page.set_viewport_size({"width": 700, "height": 800})
    bench.mount({**ITEM, "columns": columns})
    wait_styled(bench)
    region = bench.page.get_by_role("group", name="Table to tick")
    assert region.evaluate("el => el.scrollWidth > el.clientWidth") and region.get_attribute("tabindex") == "0"
    assert bench.page.evaluate("document.documentElement.scrollWidth") <= 700
