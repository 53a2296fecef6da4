"""All kinds on one page under random events: no error, and the disk holds what the page shows."""

import json
import random
from pathlib import Path

import pytest
from kind_rules import wait_styled
from question_items import ALL, CHART, MORE, graded

from nbcare.widgets.shape import misfit

pytestmark = pytest.mark.browser
ITEMS = [{**graded(item), "exhibits": CHART} if item["kind"] == "single" else graded(item) for item in [*ALL, *MORE]]
STORM = Path(__file__).parent / "storm.js"


def settle(bench) -> None:
    """Wait until nothing waits to be saved."""
    bench.page.wait_for_function("() => [...document.querySelectorAll('.nbc-status')].every((el) => el.dataset.state !== 'saving')")


def told(bench) -> list[str]:
    """Give each answer as the page says it."""
    boxes = bench.page.locator(".nbc-textarea").evaluate_all("els => els.map((el) => el.value.trim())")
    return [*bench.page.locator(".nbc-chosen .nbc-answer-text").all_text_contents(), *boxes]


def rough(bench, events: int, clicks: int, seed: int) -> None:
    """Dispatch events in the page, then press real places with a real mouse."""
    bench.page.add_script_tag(path=str(STORM))
    bench.page.evaluate("([seed, events]) => storm(seed, events)", [seed, events])
    chance = random.Random(seed)
    for _ in range(clicks):
        bench.page.mouse.wheel(0, chance.randint(-1500, 1500))
        bench.page.mouse.click(chance.randint(200, 1000), chance.randint(10, 880))
        if chance.random() < 0.3:
            bench.page.keyboard.press(chance.choice(["Tab", "Space", "ArrowDown", "ArrowUp", "5", "Enter"]))
    bench.page.evaluate("document.activeElement?.blur()")
    settle(bench)


def test_random_events_leave_disk_and_page_the_same(bench):
    """10,000 events and 200 clicks: no error, only answers that fit, and after a reload the same answers?"""
    complaints = []
    bench.page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    for item in ITEMS:
        bench.mount(item)
    wait_styled(bench)
    rough(bench, 10_000, 200, seed=7)
    disk = bench.host("host.disk")
    assert len(disk) == len(ITEMS), "the storm must reach every question"
    by_id = {item["id"]: item for item in ITEMS}
    assert {misfit(by_id[save["item"]], save["response"]) for save in bench.saves()} == {""}
    before = told(bench)
    bench.open()
    for item in ITEMS:
        bench.mount(item)
    assert told(bench) == before
    assert json.dumps(bench.host("host.disk")) == json.dumps(disk) and bench.saves() == []
    assert complaints == []


def test_reload_in_the_middle_loses_nothing(bench):
    """Are answers that no host took, because it had died, sent by the next page?"""
    for item in ITEMS:
        bench.mount(item)
    bench.host("host.mode = 'silent'")
    bench.page.add_script_tag(path=str(STORM))
    bench.page.evaluate("storm(11, 2500)")
    bench.page.wait_for_timeout(800)  # the pause after which written words count as an answer
    before = told(bench)
    assert bench.host("Object.keys(host.disk).length") == 0 and before.count("no answer yet") < len(ITEMS) / 2
    bench.open()
    for item in ITEMS:
        bench.mount(item)
    settle(bench)
    assert told(bench) == before
    assert bench.host("Object.keys(host.disk).length") > len(ITEMS) / 2
