"""The chart an item carries: tabs, and trends with a small line."""

import pytest
from courses import ROOT
from kind_rules import tab_back_to, wait_styled
from question_items import CHART, SINGLE

from nbcare.content import explorers

pytestmark = pytest.mark.browser
ITEM = {**SINGLE, "exhibits": CHART}
NAMES = [one["title"] for one in CHART]


def open_tab(bench):
    """Give the name of the selected tab and the names of the panels that show."""
    selected = bench.page.get_by_role("tab", selected=True).all_inner_texts()
    panels = bench.page.get_by_role("tabpanel").evaluate_all(
        "els => els.map((el) => document.getElementById(el.getAttribute('aria-labelledby')).textContent)"
    )
    return selected, panels


def test_tabs_are_chosen_by_mouse_and_touch(pointing):
    """Does each press show its own page of the chart and hide the others?"""
    bench, press = pointing
    bench.mount(ITEM)
    assert bench.page.get_by_role("tablist", name="Chart").get_by_role("tab").all_inner_texts() == NAMES
    assert open_tab(bench) == (["History"], ["History"])
    for name in reversed(NAMES):
        press(bench.page.get_by_role("tab", name=name))
        assert open_tab(bench) == ([name], [name])
    press(bench.page.get_by_role("tab", name="Notes"))
    assert (
        bench.page.get_by_text("It squeaks more.").is_visible()
        and not bench.page.get_by_text("It stood in the rain.").is_visible()
    )


def test_tabs_are_chosen_by_arrow_keys(bench):
    """Do the arrows, Home and End go round the tabs, with one stop for Tab?"""
    bench.mount(ITEM)
    tab_back_to(bench.page, "el.role === 'tab' || el.getAttribute('role') === 'tab'")
    seen = []
    for key in ("ArrowRight", "ArrowRight", "End", "ArrowRight", "ArrowLeft", "Home", "ArrowLeft"):
        bench.page.keyboard.press(key)
        assert bench.page.evaluate("document.activeElement.getAttribute('aria-selected')") == "true"
        seen.append(open_tab(bench)[0][0])
    assert seen == ["Notes", "Vital signs", "Medication", "History", "Medication", "History", "Medication"]
    bench.page.keyboard.press("Home")
    bench.page.keyboard.press("Tab")
    assert bench.page.evaluate("document.activeElement.getAttribute('role')") == "tabpanel"


def test_trend_is_a_table_with_a_line_and_words(bench):
    """Are the numbers in a table, and each line told in words that judge nothing?"""
    bench.mount(ITEM)
    bench.page.get_by_role("tab", name="Vital signs").click()
    table = bench.page.get_by_role("group", name="Vital signs")
    assert table.get_by_role("columnheader").all_inner_texts() == ["Measured", "08:00", "09:00", "12:00", "Trend"]
    assert table.get_by_role("rowheader").count() == 3 and table.get_by_role("cell", name="18", exact=True).count() == 1
    assert table.get_by_role("img").evaluate_all("els => els.map((el) => el.getAttribute('aria-label'))") == [
        "Squeaks (per minute): from 12 (08:00) to 42 (12:00); lowest 12, highest 42.",
        "Tyres (front/back): from 40/42 (08:00) to 39/41 (12:00).",
    ]


def test_line_is_true_to_the_clock_and_to_the_numbers(bench):
    """Does an hour take a quarter of four hours, and the highest number stand highest?"""
    bench.mount(ITEM)
    points = [
        tuple(map(float, one.split(",")))
        for one in bench.page.locator(".nbc-spark polyline").first.get_attribute("points").split()
    ]
    (x0, y0), (x1, y1), (x2, y2) = points
    assert (x1 - x0) / (x2 - x0) == pytest.approx(1 / 4, abs=0.01)
    assert (y0 - y1) / (y0 - y2) == pytest.approx(6 / 30, abs=0.02) and y2 < y1 < y0
    assert bench.page.locator(".nbc-spark").nth(1).locator("polyline").count() == 2


HEIGHTS = """els => els.map((el) => {
  const ys = [...el.querySelectorAll("circle")].map((dot) => Number(dot.getAttribute("cy")));
  return (Math.max(...ys) - Math.min(...ys)) / 28; // of the height that a line has
})"""


def _heights(bench, rows: list[list[str]]) -> list[float]:
    columns = ["Sign", *(f"Day {n}" for n in range(1, len(rows[0])))]
    bench.mount({**SINGLE, "exhibits": [{"title": "Signs", "trend": {"columns": columns, "rows": rows}}]})
    return bench.page.locator(".nbc-spark").evaluate_all(HEIGHTS)


@pytest.mark.parametrize(
    "row",
    [
        ["Temperature, °C", "39.0", "39.2", "38.9", "39.1"],
        ["Systolic pressure, mmHg", "104", "100", "102", "98"],
        ["Pulse", "92", "96", "90", "94"],
        ["Oxygen saturation, %", "98", "97", "98", "97"],
        ["Breaths a minute", "24", "26", "24", "25"],
        ["Weight, kg", "17.4", "17.5", "17.4", "17.6"],
        ["Kitchen, °C", "19", "20", "21", "20"],
        ["Sodium, mmol/L (135–145)", "138", "139", "138", "137"],
    ],
    ids=lambda row: row[0].split(",")[0],
)
def test_a_small_change_looks_small(bench, row):
    """Is a line without a change that matters nearly flat, and no storm?"""
    assert _heights(bench, [row]) < [0.25]


def test_a_large_change_looks_large_and_is_not_cut(bench):
    """Does a pressure that falls from 112 to 40 cross the whole line, although the usual range ends at 58?"""
    assert _heights(bench, [["Systolic pressure, mmHg", "112", "80", "40"]]) > [0.9]


def test_a_reading_in_another_unit_keeps_a_scale_of_its_own(bench):
    """Is 98 to 104 °F no line at the edge of a range that was meant for °C?"""
    [height] = _heights(bench, [["Temperature, °F", "98", "104"]])
    assert 0.05 < height < 0.25


def test_limits_that_a_row_names_are_drawn(bench):
    """Can a sodium of 126 be seen below the band of its limits?"""
    _heights(bench, [["Sodium, mmol/L (135–145)", "136", "131", "126"], ["Mood score", "2", "3", "4"]])
    band = bench.page.locator(".nbc-spark-limits")
    assert band.count() == 1
    foot = band.evaluate("el => Number(el.getAttribute('y')) + Number(el.getAttribute('height'))")
    dots = [float(one.get_attribute("cy")) for one in bench.page.locator(".nbc-spark").first.locator("circle").all()]
    assert dots[0] < foot < dots[1] < dots[2]


def test_the_ranges_are_those_of_the_infusion_monitor(bench):
    """Does a trend beside a question rise as high as the same trend on the monitor?"""
    scales = bench.page.evaluate("""async () => {
      const { SCALES } = await import("/kit/trend-scales.js");
      return Object.fromEntries(SCALES.map(({ reading, range, around }) => [reading, range ?? around]));
    }""")
    traces = explorers.load_all(ROOT)["side-effects-monitor"].data["data"]["traces"]
    assert scales == {id: one.get("around") or [one["min"], one["max"]] for id, one in traces.items()}


def test_trend_leaves_a_missing_number_out(bench):
    """Is an empty cell no zero, and uneven words evenly spaced?"""
    trend = {
        "columns": ["Sign", "before", "during", "after"],
        "rows": [["Noise", "3", "–", "3"], ["One only", "4", "", ""]],
    }
    bench.mount({**SINGLE, "exhibits": [{"title": "Trend", "trend": trend}]})
    assert bench.page.locator(".nbc-spark").count() == 1
    points = bench.page.locator(".nbc-spark polyline").get_attribute("points").split()
    assert len(points) == 2 and len({one.split(",")[1] for one in points}) == 1


def test_a_trend_that_is_too_wide_begins_at_its_newest_readings(bench_factory):
    """On a telephone: are the last reading and the names of the rows in sight before anybody scrolls?"""
    bench = bench_factory(width=320)
    rows = [[name, *(str(value) for value in range(100, 108))] for name in ("Pulse", "Systolic pressure, mmHg")]
    columns = ["Sign", *(f"{hour}:00" for hour in range(10, 18))]
    bench.mount({**SINGLE, "exhibits": [{"title": "Signs", "trend": {"columns": columns, "rows": rows}}]})
    region = bench.page.get_by_role("group", name="Signs")
    bench.page.wait_for_function("document.querySelector('.nbc-scroll').scrollLeft > 0")
    box = region.bounding_box()
    for cell in (region.get_by_role("columnheader", name="17:00"), region.get_by_role("rowheader", name="Pulse")):
        at = cell.bounding_box()
        assert at["x"] >= box["x"] - 1 and at["x"] + at["width"] <= box["x"] + box["width"] + 1


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1200, 320])
def test_chart_is_accessible_and_fits(bench_factory, width, dark):
    """Is every page of the chart free of known faults, and does the page never scroll sideways?"""
    bench = bench_factory(width=width, dark=dark)
    bench.mount(ITEM)
    wait_styled(bench)
    for name in NAMES:
        bench.page.get_by_role("tab", name=name).click()
        bench.drawn()  # an observer finds a table too wide
        assert bench.axe() == []
        assert bench.page.evaluate("document.documentElement.scrollWidth") <= width
        for one in bench.page.locator(".nbc-scroll >> visible=true").all():
            wider = one.evaluate("el => el.scrollWidth > el.clientWidth + 1")
            assert one.get_by_text("scroll it sideways").is_visible() == wider
    assert bench.page.locator(".nbc-tab").evaluate_all(
        "els => els.every((el) => el.offsetHeight >= 24 && el.offsetWidth >= 24)"
    )
    controls = bench.page.locator(".nbc-chart :is(button, [tabindex])")
    assert controls.evaluate_all("els => els.every((el) => el.hasAttribute('data-lm-suppress-shortcuts'))")


def test_paper_shows_every_page_of_the_chart(bench):
    """Is nothing hidden in print, each page under its title?"""
    bench.mount(ITEM)
    wait_styled(bench)
    bench.page.emulate_media(media="print")
    try:
        panels = bench.page.locator(".nbc-panel")
        assert panels.evaluate_all("els => els.every((el) => el.offsetHeight > 0)")
        titles = panels.evaluate_all("els => els.map((el) => getComputedStyle(el, '::before').content)")
        assert titles == [f'"{name}"' for name in NAMES]
    finally:
        bench.page.emulate_media(media="screen")


DOT = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg=="


def test_a_picture_is_shown_with_its_words(bench):
    """Does a picture load from the page itself, with a text for who cannot see it?"""
    bench.mount(
        {**SINGLE, "exhibits": [{"title": "Picture", "image": DOT, "alt": "A blue dot", "text": "Taken today."}]}
    )
    picture = bench.page.get_by_role("img", name="A blue dot")
    bench.page.wait_for_function("document.querySelector('img').naturalWidth === 1")
    assert picture.is_visible() and bench.page.get_by_text("Taken today.").is_visible()
    assert bench.axe() == []


@pytest.mark.parametrize("address", ["https://example.org/x.png", "assets/images/x.svg", "javascript:alert(1)"])
def test_a_picture_that_is_elsewhere_is_told_and_never_asked_for(bench, address):
    """Does a page ask no other place for a picture, and say its words instead?"""
    asked = []
    bench.page.on("request", lambda request: asked.append(request.url))
    bench.mount({**SINGLE, "exhibits": [{"title": "Picture", "image": address, "alt": "A blue dot"}]})
    assert bench.page.get_by_text("A blue dot").is_visible() and bench.page.locator("img").count() == 0
    assert not any(address in url for url in asked)


def test_a_trend_of_one_time_has_no_empty_column(bench):
    """Is there no word "Trend" over nothing?"""
    bench.mount(
        {**SINGLE, "exhibits": [{"title": "Signs", "trend": {"columns": ["Sign", "08:00"], "rows": [["Noise", "3"]]}}]}
    )
    assert bench.page.get_by_role("columnheader").all_inner_texts() == ["Sign", "08:00"]
