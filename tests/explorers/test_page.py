"""Each explorer starts locked, tells what it shows, fits every screen and is accessible."""

from pathlib import Path

import pytest
from explorers.explorer_page import commit, press, sentence

pytestmark = pytest.mark.browser
IDS = ["retinoids-dish", "retinoids-calendar", "retinoids-body-map"]
AXE = Path(__file__).parents[1] / "vendor/axe-core/axe.min.js"


def _used(page, id: str) -> None:
    """Bring an explorer to its point with everything unfolded."""
    commit(page, "a")
    if id.endswith("dish"):
        for slider in page.locator("input[type=range]").all():
            slider.press("End")
    elif id.endswith("calendar"):
        page.get_by_label("to day").fill("14")
        page.get_by_role("button", name="Set as dose days").click()
    else:
        page.get_by_role("button", name="Skin", exact=True).click()
    page.get_by_role("button", name="Compare with my prediction").click()
    for fold in page.locator(".nbc-x summary").all():
        fold.click()


@pytest.mark.parametrize("id", IDS)
def test_the_first_sentence_is_the_one_written(opened, props, id):
    """Does the browser say what the text form said?"""
    assert sentence(opened(id)) == props[id]["sentence"]


@pytest.mark.parametrize("id", IDS)
def test_controls_wait_for_a_prediction(opened, id):
    """Can anybody play before predicting, or commit to nothing?"""
    page = opened(id)
    controls = page.locator(".nbc-x-stage :is(input, button)")
    assert all(control.is_disabled() for control in controls.all())
    page.get_by_role("button", name="Commit my prediction").click()
    assert "Choose one of the predictions" in page.locator(".nbc-x-predict [role=alert]").inner_text()
    assert controls.first.is_disabled() and page.evaluate("sent.filter(m => m.type === 'save').length") == 0
    assert page.get_by_role("button", name="Compare with my prediction").is_disabled()
    assert page.locator(".nbc-x-twin summary").first.is_hidden(), "the tables would tell the answer"
    commit(page, "b")
    assert not any(control.is_disabled() for control in controls.all())
    assert page.locator(".nbc-x-twin summary").first.is_visible()
    assert page.locator(".nbc-x-predict input:enabled").count() == 0


def test_a_locked_map_ignores_the_mouse(opened):
    """Does a click on the child before the prediction choose anything?"""
    page = opened("retinoids-body-map")
    page.locator("[data-area=eyes] .nbc-x-plate").click(force=True)
    assert page.locator("[data-chosen]").count() == 0
    commit(page, "a")
    page.locator("[data-area=eyes] .nbc-x-plate").click()
    assert sentence(page).startswith("Eyes: dry eyes – home care;")
    assert page.get_by_role("button", name="Eyes", pressed=True).count() == 1


@pytest.mark.parametrize("id", IDS)
def test_only_the_model_is_called_illustrative(opened, id):
    """Does the invented dish say so, and the real calendar not?"""
    shown = opened(id).get_by_text("Illustrative model – not patient data").count()
    assert shown == (1 if id == "retinoids-dish" else 0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("id", IDS)
def test_axe_finds_nothing(opened, id, scheme):
    """Is the explorer accessible before and after use, in both themes?"""
    page = opened(id, scheme=scheme)
    page.add_script_tag(path=str(AXE))
    before = _violations(page)
    _used(page, id)
    assert (before, _violations(page)) == ([], [])


def _violations(page) -> list:
    found = page.evaluate("axe.run('#here')")["violations"]
    return [(rule["id"], node["html"][:160], node["failureSummary"]) for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("id", IDS)
def test_no_page_scrolls_sideways(opened, id):
    """Does everything fit from a telephone to a projector?"""
    page = opened(id)
    _used(page, id)
    for width in (320, 360, 700, 1600):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
        assert page.locator(".nbc-x").evaluate("card => card.scrollWidth <= card.clientWidth"), width


def test_touch_chooses_days_and_parts(opened):
    """Does a tap do what a click does?"""
    page = opened("retinoids-calendar", width=360, has_touch=True)
    commit(page, "a")
    page.get_by_role("button", name="Day 3:").tap()
    assert page.get_by_role("button", name="Day 3: dose day").get_attribute("aria-pressed") == "true"
    press(page, "ArrowRight", "Space")
    assert sentence(page).startswith("2 dose days")
