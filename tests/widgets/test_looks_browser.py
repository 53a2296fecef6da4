"""What every nurse needs of a page: names, contrast, width, keys."""

import pytest
from question_items import ALL, PRACTICE, SINGLE

from nbcare.frontend import KIT_PARTS, STATIC

pytestmark = pytest.mark.browser


def mount_all(bench, items=ALL):
    for item in items:
        bench.mount(item)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1200, 320])
def test_axe_finds_nothing(bench_factory, width, dark):
    """Is every question, answered and explained, free of known accessibility faults?"""
    bench = bench_factory(width=width, dark=dark)
    mount_all(bench)
    assert bench.axe() == []
    bench.page.evaluate("""() => {
        for (const el of document.querySelectorAll('.nbc-body :is(input, select)')) {
            if (el.tagName === 'SELECT') { el.selectedIndex = 1; el.dispatchEvent(new Event('change')); }
            else if (!el.checked) el.click();
        }
        for (const el of document.querySelectorAll('.nbc-primary')) el.click();
    }""")
    assert bench.page.locator(".nbc-feedback >> visible=true").count() == len(PRACTICE)
    assert bench.axe() == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_trouble(bench_factory, dark):
    """Are NOT SAVED and two answers readable too?"""
    bench = bench_factory(dark=dark)
    bench.mount(SINGLE)
    bench.page.evaluate("host.disk['x-p01'] = {response: 'a', revision: 3}")
    bench.page.locator(".nbc-option").first.click()
    bench.page.get_by_role("alert").wait_for()
    assert bench.axe() == []
    bench.open()
    bench.mount({**SINGLE, "id": "x-p09"})
    bench.host("host.mode = 'throw'")
    bench.page.locator(".nbc-option").first.click()
    bench.wait_status("NOT SAVED")
    assert bench.axe() == []


def test_page_never_scrolls_sideways_at_320_pixels(bench_factory):
    """Does everything fit on a small telephone?"""
    bench = bench_factory(width=320)
    mount_all(bench)
    bench.page.evaluate("for (const el of document.querySelectorAll('.nbc-body input')) el.click()")
    bench.page.evaluate("for (const el of document.querySelectorAll('.nbc-primary')) el.click()")
    assert bench.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_every_focusable_keeps_jupyterlabs_shortcuts_away(bench):
    """Would JupyterLab take a key from any control?"""
    mount_all(bench)
    bench.page.evaluate("for (const el of document.querySelectorAll('.nbc-body input')) el.click()")
    bench.page.evaluate("for (const el of document.querySelectorAll('.nbc-primary')) el.click()")
    bare = bench.page.evaluate(
        """() => [...document.querySelectorAll('.nbc-root :is(input, button, select, textarea, summary, a, [tabindex])')]
            .filter((el) => !el.hasAttribute('data-lm-suppress-shortcuts')).map((el) => el.outerHTML)"""
    )
    assert bare == []


def test_targets_are_large_enough(bench):
    """Is everything that is pressed at least 24 by 24 CSS pixels?"""
    mount_all(bench)
    small = bench.page.evaluate(
        """() => [...document.querySelectorAll('.nbc-root :is(button, select, .nbc-option, .nbc-cell, .nbc-span)')]
            .filter((el) => el.offsetParent && !el.hidden)
            .map((el) => [el.className, el.getBoundingClientRect()])
            .filter(([, box]) => box.width < 24 || box.height < 24).map(([name]) => name)"""
    )
    assert small == []


def test_question_is_a_group_named_by_its_stem(bench):
    """Does a screen reader hear the question with its options?"""
    bench.mount(SINGLE)
    group = bench.page.get_by_role("group", name="Which answer is closest?")
    assert group.get_by_role("radio").count() == 4
    assert group.get_by_role("radio", name="They stop nausea").count() == 1


def test_every_matrix_radio_says_row_and_column(bench):
    """Is a cell understood without seeing the table, wide or narrow?"""
    for width in (1200, 320):
        bench.page.set_viewport_size({"width": width, "height": 800})
        bench.open()
        bench.mount(next(item for item in PRACTICE if item["kind"] == "matrix_single"))
        assert bench.page.get_by_role("radio", name="Dry, cracked lips Call today").count() == 1
        assert bench.page.get_by_role("row").count() == 4


def test_jupyterlabs_theme_wins_over_the_systems(bench_factory):
    """Is a light JupyterLab on a dark system light, and the other way round?"""
    for dark in (False, True):
        bench = bench_factory(dark=dark)
        bench.mount(SINGLE)
        bench.page.locator(".nbc-card").wait_for()
        colour = "getComputedStyle(document.querySelector('.nbc-card')).backgroundColor"
        bench.page.wait_for_function(f"{colour} !== 'rgba(0, 0, 0, 0)'")
        seen = {}
        for theme in ("true", "false"):
            bench.page.evaluate("theme => document.body.setAttribute('data-jp-theme-light', theme)", theme)
            seen[theme] = bench.page.evaluate(colour)
        assert seen == {"true": "rgb(255, 255, 255)", "false": "rgb(25, 32, 34)"}


def test_focus_can_be_seen(bench):
    """Does the option with the keyboard's focus look different?"""
    bench.mount(SINGLE)
    bench.page.keyboard.press("Tab")
    outline = "el => getComputedStyle(el.closest('.nbc-option')).outlineStyle + getComputedStyle(el.closest('.nbc-option')).outlineWidth"
    assert bench.page.locator("input:focus").evaluate(outline) == "solid3px"


def test_kit_never_parses_text_as_html():
    """Is there no way for text to become markup?"""
    for file in (path for part in KIT_PARTS for path in (STATIC / part).rglob("*.js")):
        source = file.read_text(encoding="utf-8")
        for word in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "DOMParser",
        ):
            assert word not in source, f"{file.name} uses {word}"
