"""The charts draw what they are given, at any width, and nothing by colour alone."""

import math

import pytest
from browsers import until

pytestmark = pytest.mark.browser
PLACES = (
    "path => [...path.getAttribute('d').matchAll(/[ML]([\\d.]+) ([\\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)])"
)
# Remission under 6-mercaptopurine: the textbook's example of the estimate (Freireich 1963). Weeks; + left without an event.
REMISSION = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+".split()
# Survival and Greenwood's standard error as printed in textbooks, three decimals.
TEXTBOOK = {
    6: (0.857, 0.076),
    7: (0.807, 0.087),
    10: (0.753, 0.096),
    13: (0.690, 0.107),
    16: (0.627, 0.114),
    22: (0.538, 0.128),
    23: (0.448, 0.135),
}


@pytest.fixture
def gallery(opened):
    """The page with every part of the toolkit."""
    return lambda **options: opened("", path="/gallery", **options)


@pytest.fixture(scope="module")
def untouched(opening):
    """The same page, for tests that look at what it shows first or only count with the toolkit."""
    with opening() as opened:
        yield opened("", path="/gallery")


def _part(page, name: str):
    return page.locator(f"#part-{name}")


def _patients(times: list[str]) -> list[dict]:
    return [{"time": int(time.rstrip("+")), "event": not time.endswith("+")} for time in times]


def test_a_line_goes_where_its_points_are(untouched):
    """Are equal steps drawn as equal distances, and the highest value the highest point?"""
    places = _part(untouched, "lines").locator(".nbc-c-line").nth(2).evaluate(PLACES)
    across = [b[0] - a[0] for a, b in zip(places, places[1:], strict=False)]
    assert len(places) == 31 and max(across) - min(across) < 0.21
    assert [y for _, y in places] == sorted((y for _, y in places), reverse=True)


def test_axes_name_what_they_measure_in_its_unit(untouched):
    """Does a reader see label, unit and ticks of both axes?"""
    said = _part(untouched, "lines").locator("text").all_text_contents()
    assert "Height (cm)" in said and "Time (days)" in said and {"0", "10", "20", "30", "40"} <= set(said)
    assert "shaded: 95% confidence interval" in said and "fits the shelf" in said and "today" in said


def test_a_log_scale_places_factors_evenly(untouched):
    """Is each tenfold one step up, and is a line of doublings straight?"""
    page = untouched
    assert {"1", "10", "100", "1,000", "1,000,000"} <= set(_part(page, "log").locator("text").all_text_contents())
    places = _part(page, "log").locator(".nbc-c-line").evaluate(PLACES)
    up = [a[1] - b[1] for a, b in zip(places, places[1:], strict=False)]
    assert max(up) - min(up) < 0.3


@pytest.mark.parametrize(
    ("axis", "most", "expected"),
    [
        ({"min": 0, "max": 1}, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        ({"min": 0, "max": 30}, 6, [0, 5, 10, 15, 20, 25, 30]),
        ({"min": -5, "max": 5}, 4, [-5, 0, 5]),
        ({"min": 3, "max": 17}, 5, [5, 10, 15]),
        ({"min": 1, "max": 1000, "log": True}, 5, [1, 10, 100, 1000]),
        ({"min": 0, "max": 60, "ticks": [0, 12, 24, 36, 48, 60, 72]}, 5, [0, 12, 24, 36, 48, 60]),
    ],
)
def test_ticks_are_round_numbers_inside_the_axis(untouched, axis, most, expected):
    """Does a tick ever stand at 0.30000000000000004 or beyond the end?"""
    assert untouched.evaluate("([axis, most]) => toolkit.ticks(axis, most)", [axis, most]) == expected


def test_an_axis_without_length_is_an_error(untouched):
    """Is a slip in the data told, instead of drawn at NaN?"""
    page = untouched
    said = page.evaluate(
        "() => { try { toolkit.scale({min: 3, max: 3}, 0, 1) } catch (error) { return error.message } }"
    )
    assert said == "an axis from 3 to 3 has no length"


def test_kaplan_meier_is_the_textbooks(untouched):
    """Do estimate and interval equal the published ones, to three decimals?"""
    steps = untouched.evaluate("patients => toolkit.kaplanMeier(patients).steps", _patients(REMISSION))
    assert [step["at"] for step in steps] == [0, *TEXTBOOK]
    for step in steps[1:]:
        survival, error = TEXTBOOK[step["at"]]
        assert step["survival"] == pytest.approx(survival, abs=0.0006)
        spread = 1.959964 * error / (survival * abs(math.log(survival)))
        assert (step["low"], step["high"]) == pytest.approx(
            (survival ** math.exp(spread), survival ** math.exp(-spread)), abs=0.004
        )
    # as printed by statistics programs for the log-log interval at 6 weeks
    assert (steps[1]["low"], steps[1]["high"]) == pytest.approx((0.620, 0.952), abs=0.001)


@pytest.mark.parametrize(
    ("times", "survival", "at_risk"),
    [
        (["5+", "7+"], [1], {0: 2, 5: 2, 6: 1, 8: 0}),
        (["5", "5+"], [1, 0.5], {5: 2, 6: 0}),
        (["3", "3", "3"], [1, 0], {3: 3, 4: 0}),
        (["2", "4+", "6"], [1, 2 / 3, 0], {4: 2, 5: 1}),
        ([], [1], {0: 0}),
    ],
)
def test_kaplan_meier_at_its_edges(untouched, times, survival, at_risk):
    """Are nobody, nobody left, and leaving at the time of an event counted rightly?"""
    curve = untouched.evaluate(
        "([patients, times]) => { const c = toolkit.kaplanMeier(patients); return { steps: c.steps, atRisk: times.map(c.atRisk) } }",
        [_patients(times), list(at_risk)],
    )
    assert [step["survival"] for step in curve["steps"]] == pytest.approx(survival)
    assert curve["atRisk"] == list(at_risk.values())
    assert all(step["low"] is None and step["high"] is None for step in curve["steps"] if step["survival"] == 0)


def test_a_survival_curve_is_drawn_in_steps(gallery):
    """Does it only go level or straight down, with one tick for each who left and the numbers at risk below?"""
    page = gallery()
    page.evaluate(
        "patients => parts.survival.show({arms: [{label: 'One', curve: toolkit.kaplanMeier(patients)}], band: true, x: {max: 35}})",
        _patients(REMISSION),
    )
    part = _part(page, "survival")
    places = part.locator(".nbc-c-series > .nbc-c-line").last.evaluate(PLACES)
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in zip(places, places[1:], strict=False))
    assert part.locator(".nbc-c-series > .nbc-c-tick").last.get_attribute("d").count("M") == 12
    said = part.locator("text").all_text_contents()
    assert said[said.index("Number at risk") + 1] == "One" and said[said.index("One", 5) + 1] == "21"


def test_a_shorter_follow_up_cuts_the_curve(gallery):
    """Does the axis end, and the curve with it, where the study ends?"""
    page = gallery()
    page.evaluate(
        "patients => parts.survival.show({arms: [{label: 'One', curve: toolkit.kaplanMeier(patients)}], x: {max: 12}})",
        _patients(REMISSION),
    )
    part = _part(page, "survival")
    end = part.locator(".nbc-c").evaluate("svg => svg.viewBox.baseVal.width")
    assert max(x for x, _ in part.locator(".nbc-c-series > .nbc-c-line").last.evaluate(PLACES)) <= end
    assert part.locator(".nbc-c-series > .nbc-c-tick").last.get_attribute("d").count("M") == 4


def test_two_groups_of_people_stand_at_the_same_height(untouched):
    """Can rows be compared from side to side, when one name takes two lines?"""
    part = _part(untouched, "icons")
    tops = {part.locator("[data-state=lost]").nth(i).bounding_box()["y"] for i in (0, 15)}
    assert len(tops) == 1


def test_one_hundred_people_are_drawn_for_each_group(gallery):
    """Do shapes and key tell the same counts, and is a wrong count an error?"""
    page = gallery()
    part = _part(page, "icons")
    drawn = {state: part.locator(f"[data-state={state}]").count() for state in ("lost", "kept")}
    assert drawn == {"lost": 15 + 40, "kept": 85 + 60}
    assert {"15 left in the bus", "40 left in the bus"} <= set(part.locator("text").all_text_contents())
    shapes = {
        state: part.locator(f"[data-state={state}] > *").first.evaluate("node => node.tagName") for state in drawn
    }
    assert shapes == {"lost": "path", "kept": "circle"}
    said = page.evaluate(
        "() => { try { parts.icons.show({arms: [{label: 'One', counts: {lost: 3, kept: 96}}]}) } catch (error) { return error.message } }"
    )
    assert said == "“One” shows 99 people, not 100"


def test_a_bar_is_as_long_as_its_value(untouched):
    """Do lengths stand in the proportion of the values, and the interval around the end?"""
    part = _part(untouched, "bars")
    boxes = part.locator(".nbc-c-bar").evaluate_all("bars => bars.map((bar) => Number(bar.getAttribute('width')))")[2:]
    assert [length / boxes[0] for length in boxes] == pytest.approx([1, 87 / 62, 40 / 62, 55 / 62], rel=0.01)
    said = part.locator("text").all_text_contents()
    assert {"62", "87", "about half", "Eaten (%)", "thin line: 95% confidence interval"} <= set(said)
    assert part.locator("[fill^='url(']").count() == 3, "the second series is hatched, in the key, too"


def test_the_monitor_says_high_and_low_in_words_and_shapes(gallery):
    """Is a value beside its usual range told without its colour?"""
    page = gallery()
    said = _part(page, "monitor").locator("text").all_text_contents()
    assert {"33 °C, high", "35 %, low", "17/12 cm", "64 klx"} <= set(said)
    assert (
        _part(page, "monitor").locator("g.nbc-c-alert > path").count() == 2
        and "0 min – 35 min · shaded: usual range" in said
    )
    page.evaluate("parts.monitor.show({at: 0, values: {heat: [null], damp: [50], wind: [[5, 5]], light: []}})")
    assert _part(page, "monitor").locator("text").all_text_contents().count("no value") == 2


# The page finds the letter itself: an element found beforehand is gone once the picture is drawn anew.
LETTERS = "parseFloat(getComputedStyle(document.querySelector(`#part-${arg[0]} text`)).fontSize) === arg[1]"


@pytest.mark.parametrize("name", ["lines", "log", "survival", "bars", "icons", "monitor"])
def test_letters_keep_their_size_on_a_telephone(gallery, name):
    """Is a picture drawn anew instead of shrunk, and does nothing stick out?"""
    page = gallery()
    for width in (1000, 320, 640):
        page.set_viewport_size({"width": width, "height": 800})
        until(
            page,
            "Math.abs(parts[arg].svg().viewBox.baseVal.width - parts[arg].svg().parentNode.clientWidth) <= 1",
            name,
        )
        picture = _part(page, name).locator(".nbc-c")
        out = picture.evaluate(
            """svg => { const box = svg.getBoundingClientRect(); return [...svg.querySelectorAll('text')].filter((t) => { const b = t.getBoundingClientRect(); return b.right > box.right + 2 || b.left < box.left - 2 || b.bottom > box.bottom + 2 || b.top < box.top - 2 }).map((t) => t.textContent) }"""
        )
        assert out == [], width
        until(page, LETTERS, [name, 14])
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    until(page, LETTERS, [name, 28])


@pytest.mark.parametrize("name", ["lines", "log", "survival", "bars", "icons", "monitor"])
def test_ticks_do_not_run_into_each_other(gallery, name):
    """Can every number on an axis be read on the smallest telephone?"""
    page = gallery(width=320)
    clash = (
        _part(page, name)
        .locator(".nbc-c")
        .evaluate("""svg => {
      const boxes = [...svg.querySelectorAll("text")].map((t) => [t.textContent, t.getBoundingClientRect()]);
      return boxes.flatMap(([a, x], i) => boxes.slice(i + 1).filter(([, y]) => x.left < y.right - 1 && y.left < x.right - 1 && x.top + 4 < y.bottom - 4 && y.top + 4 < x.bottom - 4).map(([b]) => `${a} / ${b}`));
    }""")
    )
    assert clash == []
