"""What the tests of the kinds share: an answer of each kind, and how to wait for it."""

import json

import pytest
from question_items import graded

RESPONSES = {
    "select_n": ["a", "d"],
    "matrix_multiple": {"c1": ["r1", "r4"], "c2": ["r3"]},
    "grouping": {"g1": ["a", "b"], "g2": ["a"]},
    "order": ["d", "b", "a", "c"],
    "table_cloze": {"b1": "x", "b2": "q"},
    "numeric": {"value": "0,8", "unit": "L"},
    "bowtie": {"actions": ["a", "c"], "condition": "a", "parameters": ["b"]},
    "hot_spot": ["s1", "s2"],
}
SMALL_TARGETS = """() => [...document.querySelectorAll(
    '.nbc-body :is(button, select, input[type=text], .nbc-option, .nbc-cell, .nbc-spot)')]
  .filter((el) => el.offsetParent).map((el) => [el.outerHTML.slice(0, 160), el.getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24).map(([name]) => name)"""


def tab_to(page, condition: str) -> None:
    """Press Tab until the focused element fulfils a condition on `el`."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(f"() => {{ const el = document.activeElement; return Boolean({condition}); }}"):
            return
    pytest.fail(f"Tab never reached an element with {condition}")


def tab_back_to(page, condition: str) -> None:
    """Leave everything, then press Tab until the condition holds."""
    page.evaluate("() => { document.activeElement.blur(); getSelection().removeAllRanges(); }")
    tab_to(page, condition)


def type_choice(page, words: str, value: str) -> None:
    """Choose from the focused list by its letters: a list takes letters together only when they follow within a second."""
    for _ in range(5):
        page.keyboard.type(words)
        if page.evaluate("document.activeElement.value") == value:
            return
        page.keyboard.press("Escape")
        page.wait_for_timeout(1100)
    pytest.fail(f"{value} cannot be chosen by typing {words!r}")


def wait_styled(bench) -> None:
    """Wait until each of the kit's style sheets is at work: a test may look before the last one has come."""
    bench.page.wait_for_function("[...document.querySelectorAll('link[rel=stylesheet]')].every((link) => link.sheet)")
    bench.page.wait_for_function(
        "getComputedStyle(document.querySelector('.nbc-card')).containerType === 'inline-size'"
    )


def wait_saved(bench, item: dict, response) -> None:
    """Wait until exactly this response is on the host's disk."""
    wanted = json.dumps(response, separators=(",", ":"), ensure_ascii=False)
    bench.page.wait_for_function(
        "([id, wanted]) => JSON.stringify(host.disk[id]?.response) === wanted", arg=[item["id"], wanted]
    )


def mount_answered(bench, item: dict, response) -> None:
    """Show an item whose answer is on the disk already."""
    bench.page.evaluate("([id, response]) => host.write(id, response, 4)", [item["id"], response])
    bench.open()
    bench.mount(item)


def check(bench) -> None:
    """Ask for the feedback of a practice item."""
    bench.page.get_by_role("button", name="Check my answer").click()


def assert_readable(bench_factory, item: dict, response, width: int, dark: bool) -> None:
    """Show an item empty, then answered and explained; find known faults, sideways scroll and small targets at each."""
    bench = bench_factory(width=width, dark=dark)
    bench.mount(graded(item))
    wait_styled(bench)
    assert bench.axe() == []
    mount_answered(bench, item, response)
    wait_styled(bench)
    check(bench)
    assert bench.axe() == []
    assert bench.page.evaluate("document.documentElement.scrollWidth") <= width
    assert bench.page.evaluate(SMALL_TARGETS) == []


def marks(bench, places: str) -> dict[str, str]:
    """Give the sign and words of the mark at each place that has one, by the place's first words."""
    return bench.page.evaluate(
        """(places) => Object.fromEntries([...document.querySelectorAll(places)].filter((el) => el.querySelector('.nbc-mark')).map((el) => {
            const mark = el.querySelector('.nbc-mark');
            const words = [...el.childNodes].filter((node) => !mark.isSameNode(node)).map((node) => node.textContent).join(' ');
            return [words.replace(mark.textContent, '').trim(), [...mark.children].map((one) => one.textContent).join(' ')];
        }))""",
        places,
    )
