"""All kinds, a dose item and a case on one page under random events: no error, and the disk holds what the page shows."""

import json
import random
from pathlib import Path

import on_screen
import pytest
from case_items import CASE, graded_case, practice_case
from kind_rules import wait_styled
from question_items import ALL, CHART, MORE, graded
from test_variant_browser import GRADED as DOSE
from test_variant_browser import own

from nbcare.questions.scoring import problem

pytestmark = [pytest.mark.browser, pytest.mark.whole]
SEED = "seed-1"  # the harness's own
ITEMS = [
    {**graded(item), "exhibits": CHART} if item["kind"] == "single" else graded(item) for item in [*ALL, *MORE]
] + [DOSE]
STORM = Path(__file__).parent / "storm.js"


def mount(bench, told: dict) -> dict[str, dict]:
    """Show everything; return each item by its id."""
    for item in ITEMS:
        bench.mount(item)
    bench.mount(told, module="case.js")
    wait_styled(bench)
    return {item["id"]: item for item in [*ITEMS, *told["steps"]]}


def settle(bench) -> None:
    """Wait until nothing waits to be saved."""
    bench.page.wait_for_function(
        "() => [...document.querySelectorAll('.nbc-status')].every((el) => el.dataset.state !== 'saving')"
    )


def shown(bench, items: dict[str, dict]) -> dict:
    """Give each answer as the controls of the page hold it; steps that are not open have none."""
    dealt = items | {DOSE["id"]: {**DOSE, "variant": own(DOSE, SEED)["id"]}}
    return {
        id: on_screen.answer(bench.page.locator(f"[data-item={id}]"), item)
        for id, item in dealt.items()
        if bench.page.locator(f"[data-item={id}]").count()
    }


def stored(bench, ids) -> dict:
    """Give each answer as the disk holds it."""
    return {id: bench.saved(id) for id in ids}


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


@pytest.mark.parametrize(
    ("told", "events", "clicks"),
    [(graded_case, 10_000, 200), (practice_case, 2_500, 50)],
    ids=["graded case", "practice case"],
)
def test_random_events_leave_disk_and_page_the_same(bench, told, events, clicks):
    """10,000 events and 200 clicks: no error, only answers that fit, on disk what the controls show, now and after a reload?"""
    complaints, told = [], told()
    bench.page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    items = mount(bench, told)
    rough(bench, events, clicks, seed=7)
    disk = bench.host("host.disk")
    assert {*disk} >= {item["id"] for item in ITEMS} | {CASE, told["steps"][0]["id"]}, (
        "the storm must reach every question, and open a step"
    )
    assert {problem(items[save["item"]], save["response"]) for save in bench.saves()} == {""}
    before = shown(bench, items)
    assert before == stored(bench, before) and len(before) > len(ITEMS)
    bench.open()
    mount(bench, told)
    after = shown(bench, items)  # a practice step that was still being explained now has the next one under it
    assert {id: after.pop(id) for id in before} == before and set(after.values()) <= {None}
    assert json.dumps(bench.host("host.disk")) == json.dumps(disk) and bench.saves() == []
    assert complaints == []


def test_reload_in_the_middle_loses_nothing(bench):
    """Are answers that no host took, because it had died, sent by the next page?"""
    items = mount(bench, graded_case())
    bench.host("host.mode = 'silent'")
    bench.page.add_script_tag(path=str(STORM))
    bench.page.evaluate("storm(11, 2500)")
    before = shown(bench, items)
    assert bench.host("Object.keys(host.disk).length") == 0 and [*before.values()].count(None) < len(ITEMS) / 2
    bench.open()
    mount(bench, graded_case())
    settle(bench)
    assert shown(bench, items) == before == stored(bench, before)
