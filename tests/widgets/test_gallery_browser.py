"""The whole gallery on one page, with charts, picture and case: accessible, and readable narrow, zoomed and enlarged."""

import gallery
import pytest
from kind_rules import wait_styled

pytestmark = pytest.mark.browser
# What stands wider than its box and is not cut off: it must be a scroller that says so, or the page scrolls sideways.
UNTOLD = """() => [...document.querySelectorAll('.nbc-root *')]
  .filter((el) => el.checkVisibility() && el.scrollWidth > el.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(el).overflowX))
  .filter((el) => !/scroll it sideways/.test(el.innerText) || !el.matches('[tabindex="0"]')).map((el) => el.outerHTML.slice(0, 200))"""
CUT = """() => [...document.querySelectorAll('.nbc-root :is(p, li, legend, label, button, td, th, summary, .nbc-slot, .nbc-option-text)')]
  .filter((el) => el.checkVisibility() && !el.closest('.nbc-hidden'))
  .filter((el) => (getComputedStyle(el).overflowX === 'hidden' && el.scrollWidth > el.clientWidth + 1) || (getComputedStyle(el).overflowY === 'hidden' && el.scrollHeight > el.clientHeight + 1))
  .map((el) => el.outerHTML.slice(0, 200))"""
TARGETS = """() => [...document.querySelectorAll('.nbc-root :is(button, select, summary, textarea, input[type=text], .nbc-option, .nbc-cell)')]
  .filter((el) => el.checkVisibility()).map((el) => [el.outerHTML.slice(0, 160), el.getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24).map(([name]) => name)"""
# Text alone twice as large, as a browser's "zoom text only" makes it.
ENLARGE = """() => {
  const all = [...document.querySelectorAll('.nbc-root, .nbc-root *')].map((el) => [el, 2 * parseFloat(getComputedStyle(el).fontSize)]);
  for (const [el, size] of all) el.style.fontSize = `${size}px`;
}"""
VIEWS = {"narrow": {"width": 320}, "zoomed to 200 %": {"width": 640, "zoom": 2}, "text at 200 %": {"width": 1280}}


def show(bench) -> None:
    """Show every question, and the case with three steps open."""
    for id in gallery.SINGLES:
        bench.mount(gallery.items()[id])
    bench.mount(gallery.case(), module="case.js")
    wait_styled(bench)
    bench.page.wait_for_function("getComputedStyle(document.querySelector('.nbc-case-board')).display === 'grid'")


def explained(bench) -> None:
    """Show everything again, partly right, checked, and every page of every chart once opened."""
    for id in gallery.ANSWERS:
        bench.page.evaluate(
            "([id, response]) => host.write(id, response, 1)", [id, gallery.ANSWERS[id]["part"]["response"]]
        )
    bench.page.evaluate("id => host.write(id, {opened: 4}, 1)", gallery.CASE)
    bench.open()
    show(bench)
    bench.page.evaluate(
        "for (const el of document.querySelectorAll('.nbc-primary')) if (el.textContent === 'Check my answer') el.click()"
    )
    bench.page.evaluate("for (const el of document.querySelectorAll('.nbc-step summary')) el.click()")
    checked = len(gallery.SINGLES) - 1  # nobody but a person checks a written answer
    assert bench.page.locator(".nbc-feedback >> visible=true").count() == checked + 3


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_the_gallery(bench_factory, dark):
    """Empty, and answered and explained, with each page of each chart in front: no known fault, no small target?"""
    bench = bench_factory(dark=dark)
    show(bench)
    assert bench.axe() == []
    explained(bench)
    assert bench.axe() == []
    for tab in range(
        max(bench.page.locator("[role=tablist]").evaluate_all("els => els.map((el) => el.children.length)"))
    ):
        bench.page.evaluate(
            "n => { for (const list of document.querySelectorAll('[role=tablist]')) list.querySelectorAll('[role=tab]')[n]?.click(); }",
            tab,
        )
        assert [fault for place in bench.page.locator(".nbc-chart").all() for fault in bench.axe(place)] == []
    assert bench.page.evaluate(TARGETS) == [] and bench.errors == []


@pytest.mark.parametrize("view", VIEWS)
def test_gallery_is_read_without_scrolling_sideways(bench_factory, view):
    """Empty and explained: does nothing stand wider than the page or get cut off, except a table that says it scrolls?"""
    bench = bench_factory(**VIEWS[view])
    for make in (show, explained):
        make(bench)
        if view == "text at 200 %":
            bench.page.evaluate(ENLARGE)
        for tab in (0, 2):
            bench.page.evaluate(
                "n => { for (const list of document.querySelectorAll('[role=tablist]')) list.querySelectorAll('[role=tab]')[n]?.click(); }",
                tab,
            )
            bench.drawn()  # an observer finds a table too wide
            assert bench.page.evaluate("document.documentElement.scrollWidth") <= VIEWS[view]["width"]
            assert bench.page.evaluate(UNTOLD) == [] and bench.page.evaluate(CUT) == []
    assert bench.errors == []
