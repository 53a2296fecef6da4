"""The trial: its figures are the evidence's, its simulated curves a textbook's, and the point is reached by keyboard."""

import math
import re

import pytest
from explorers.explorer_page import (
    commit,
    compare_by_keys,
    drawn,
    predict_by_keys,
    press,
    sentence,
    tab_to,
    table_rows,
)

from nbcare.content import evidence

pytestmark = pytest.mark.browser
ID = "interleukin-2-trial"
Z = 1.959964
# Six children: events at 1, 3, 4 and 6 years; two leave at 2 and 5.
SIX = [(1, True), (2, False), (3, True), (4, True), (5, False), (6, True)]


@pytest.fixture
def shown(opened):
    """Open the explorer with a prediction committed."""

    def open(view: str | None = None, **options):
        page = opened(ID, **options)
        commit(page, "a")
        if view:
            page.get_by_role("radio", name=view, exact=True).check()
        return page

    return open


def _set(page, children: int, years: int) -> None:
    sizes = [20, 50, 100, 200, 500, 1000, 2000]
    page.locator("input[type=range]").nth(0).fill(str(sizes.index(children)))
    page.locator("input[type=range]").nth(1).fill(str(years))


def test_the_trial_by_keyboard(opened):
    """Do a harm, 200 and 2,000 children lead to the sentence that the interval lies above zero?"""
    page = opened(ID)
    predict_by_keys(page, 1)
    tab_to(page, "A hundred children")
    press(page, "ArrowRight")
    assert "87% finished the whole treatment without IL-2 and 62% with IL-2" in sentence(page)
    assert "There is more to see" in compare_by_keys(page)
    page.locator(".nbc-x-views input:checked").focus()
    press(page, "ArrowRight", "Tab", "ArrowRight")
    assert sentence(page) == (
        "Simulated, with 200 children in each arm: year 3 stands at 60% with IL-2 and 56% without. The gap is 4 points, and its "
        "interval runs from −6 to 14. It holds zero: no gain is shown. A gain of 14 points isn't ruled out either."
    )
    press(page, "End")
    assert sentence(page).endswith(
        "its interval runs from 0.9 to 7. It lies above zero: luck alone would hardly make this gap."
    )
    said = compare_by_keys(page)
    assert "differ" in said and "About 2,000" in said and "104 hospitals in 12 countries" in said


def test_the_pictures_of_the_trial_show_the_evidence(shown, root):
    """Do icons, keys, bars and table count what the facts say, and the sentence the same?"""
    page, facts = shown(), evidence.load(root).facts
    expected = {
        "Event-free at year 3": ("r2.efs3", 4),
        "Severe fever": ("siopen.tox.fever", 26),
        "Severe capillary leak": ("siopen.tox.cls", 11),
    }
    rows = {row[0].removesuffix(" (shown)"): row[1:] for row in table_rows(page, 0)}
    for label, (fact, more) in expected.items():
        parts = [int(facts[fact].parts[arm].rstrip("%")) for arm in ("without_il2", "with_il2")]
        page.get_by_role("radio", name=label, exact=True).check()
        drawn = {
            state: page.locator(f".nbc-c:visible [data-state={state}]").count() for state in ("base", "more", "none")
        }
        assert drawn == {"base": 2 * parts[0], "more": more, "none": 200 - sum(parts)} and parts[1] - parts[0] == more
        assert rows[label] == [str(parts[0]), str(parts[1]), str(more)]
        assert all(f"{part}%" in sentence(page) for part in parts)
        assert "Figures of the trial" in page.locator(".nbc-x-stamp").inner_text()
    page.get_by_role("radio", name="Who finished").check()
    written = page.locator(".nbc-c:visible text").all_text_contents()
    assert {"87", "13", "62", "38", "Without IL-2: 160 of 183 finished", "With IL-2: 117 of 188 finished"} <= set(
        written
    )
    assert rows["Finished the whole treatment"] == ["87", "62", "−25"]


def test_the_estimate_agrees_with_a_case_worked_by_hand(shown):
    """Are product, Greenwood's sum and interval those of six children on paper?"""
    patients = [{"time": time, "event": event} for time, event in SIX]
    steps = shown().evaluate(
        "async (patients) => (await import('/toolkit/survival.js')).kaplanMeier(patients).steps", patients
    )
    # 5/6; then 3 of 4; then 2 of 3; then nobody
    assert [step["survival"] for step in steps] == pytest.approx([1, 5 / 6, 5 / 8, 5 / 12, 0])
    assert [step["variance"] for step in steps[:4]] == pytest.approx(
        [0, 1 / 30, 1 / 30 + 1 / 12, 1 / 30 + 1 / 12 + 1 / 6]
    )
    assert (steps[3]["low"], steps[3]["high"]) == pytest.approx((0.0560, 0.7665), abs=0.0005)
    assert [step["atRisk"] for step in steps] == [6, 6, 4, 3, 1]


@pytest.mark.parametrize(("children", "years"), [(20, 3), (100, 5), (200, 4), (1000, 8)])
def test_picture_table_and_sentence_tell_the_same_simulation(shown, children, years):
    """Do the drawn interval, both tables and the sentence equal an estimate made here from the same children?"""
    page = shown("Curves (simulated)")
    _set(page, children, years)
    arms = {
        arm: page.evaluate(SIMULATED, [share, children, years]) for arm, share in (("without", 0.56), ("with", 0.60))
    }
    at_3 = {arm: _estimate(patients, 3) for arm, patients in arms.items()}
    gap = at_3["with"][0] - at_3["without"][0]
    error = math.hypot(*(survival * math.sqrt(variance) for survival, variance in at_3.values()))
    drawn = page.locator(".nbc-x-gap")
    assert [float(drawn.get_attribute(f"data-{end}")) for end in ("low", "high")] == pytest.approx(
        [100 * (gap - Z * error), 100 * (gap + Z * error)], abs=0.01
    )
    row = next(row for row in table_rows(page, 2) if row[0] == f"{children} (your setting)")
    assert f"with {children} children in each arm" in sentence(page) and f"gap is {row[1]} " in sentence(page)
    assert row[2] in sentence(page).replace("from ", "") and row[3] == (
        "yes" if "holds zero" in sentence(page) else "no"
    )
    year_3 = table_rows(page, 1)[2]
    for column, arm in ((1, "without"), (3, "with")):
        assert year_3[column].startswith(f"{100 * at_3[arm][0]:.0f} (") and f"{100 * at_3[arm][0]:.0f}%" in sentence(
            page
        )
        assert int(year_3[column + 1]) == sum(one["time"] >= 3 for one in arms[arm])


SIMULATED = "async ([share, n, years]) => (await import('/explorers/trial/simulation.js')).simulated({share, plateau: 0.5, year: 3}, n, years)"


def _estimate(patients: list[dict], year: float) -> tuple[float, float]:
    """Return the product-limit estimate and Greenwood's sum, child by child."""
    survival, variance = 1.0, 0.0
    for one in sorted((one for one in patients if one["event"] and one["time"] <= year), key=lambda one: one["time"]):
        at_risk = sum(other["time"] >= one["time"] for other in patients)
        survival *= 1 - 1 / at_risk
        variance += 1 / (at_risk * (at_risk - 1))
    return survival, variance


def test_year_3_comes_out_as_in_the_trial(shown):
    """Are the simulated curves tuned to the published shares wherever there are children enough?"""
    page = shown("Curves (simulated)")
    for years in (4, 5, 8):
        for children in (100, 200, 500, 1000, 2000):
            _set(page, children, years)
            without, with_ = (int(cell.split()[0]) for cell in (table_rows(page, 1)[2][1], table_rows(page, 1)[2][3]))
            assert abs(without - 56) <= 1 and abs(with_ - 60) <= 1


def test_more_children_make_the_interval_narrower(shown):
    """Does the interval only shrink with the children, and leave zero with the largest trial alone?"""
    page = shown("Curves (simulated)")
    rows = table_rows(page, 2)
    ends = [[float(end.replace("−", "-")) for end in row[2].split(" to ")] for row in rows]
    widths = [high - low for low, high in ends]
    assert widths == sorted(widths, reverse=True) and len(set(widths)) == len(widths)
    assert [row[3] for row in rows] == ["yes"] * 6 + ["no"] and ends[-1][0] > 0
    band = "path => path.getBBox().height"
    _set(page, 20, 5)
    wide = page.locator(".nbc-c-series > .nbc-c-band").last.evaluate(band)
    _set(page, 2000, 5)
    assert page.locator(".nbc-c-series > .nbc-c-band").last.evaluate(band) < wide


def test_a_short_follow_up_says_that_nothing_can_be_read(shown):
    """Does the curve end where the last child was seen, and are thin lines called thin?"""
    page = shown("Curves (simulated)")
    _set(page, 2000, 2)
    assert "nobody has been followed to year 3 yet" in sentence(page) and page.locator(".nbc-x-gap").count() == 0
    assert {row[1] for row in table_rows(page, 2)} == {"can't be read"} and table_rows(page, 1)[2][1:] == [
        "nobody left",
        "0",
        "nobody left",
        "0",
    ]
    ends = page.locator(".nbc-c:visible .nbc-c-series > .nbc-c-line").last.evaluate(
        "line => line.getBBox().x + line.getBBox().width"
    )
    year_3 = page.locator(".nbc-c:visible .nbc-c-now").evaluate("line => line.getBBox().x")
    assert ends < year_3
    _set(page, 20, 3)
    assert sentence(page).endswith("Only 5 are still followed in the smaller arm: don't trust the lines there.")


def test_the_curves_say_on_the_picture_that_they_are_simulated(shown):
    """Is the mark on the page, in the sentence and in the saved picture, and never on the trial's own figures?"""
    page = shown()
    assert "imulated" not in page.locator(".nbc-x-stamp").inner_text() + sentence(page)
    page.get_by_role("radio", name="Curves (simulated)").check()
    assert "Simulated children, not patient data" in page.locator(".nbc-x-stamp").inner_text()
    assert sentence(page).startswith("Simulated")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as SVG").click()
    assert "Event-free, simulated children" in re.sub(r"\s+", " ", saved.value.path().read_text())


def test_numbers_at_risk_never_run_into_each_other(shown):
    """Are there fewer of them on a telephone, with year 3 kept?"""
    page = shown("Curves (simulated)", width=360)
    _set(page, 2000, 5)
    drawn(page)
    numbers = page.locator(".nbc-c:visible text").evaluate_all(
        "nodes => nodes.filter(node => /^[0-9]{3,4}$/.test(node.textContent)).map(node => [node.getBBox().y, node.getBBox().x, node.getBBox().x + node.getBBox().width])"
    )
    assert len(numbers) >= 4
    assert all(a[2] < b[1] for a, b in zip(numbers, numbers[1:], strict=False) if a[0] == b[0])
    assert "1011" in page.locator(".nbc-c:visible text").all_text_contents()
