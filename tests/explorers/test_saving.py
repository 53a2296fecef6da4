"""The prediction is saved like an answer, comes back, and bad data never crash the page."""

import copy

import pytest
from browsers import until
from explorers.explorer_page import commit, sentence

pytestmark = pytest.mark.browser


def test_a_dead_host_is_told_and_the_explorer_opens_all_the_same(opened):
    """Does NOT SAVED show, and can the nurse go on?"""
    page = opened("retinoids-dish")
    page.evaluate("window.dead = true")
    commit(page, "a")
    page.wait_for_selector(".nbc-status[data-state=unsaved]")
    assert "NOT SAVED" in page.locator(".nbc-status").inner_text()
    page.locator("input[type=range]").first.fill("100")
    assert sentence(page).startswith("At 100%")
    page.evaluate("window.dead = false")
    page.wait_for_selector(".nbc-status[data-state=saved]")


def test_a_prediction_that_the_disk_lost_is_sent_again(opened):
    """When the file of answers is gone, is the prediction that the page shows brought there again?"""
    page = opened("retinoids-dish")
    commit(page, "a")
    page.wait_for_selector(".nbc-status[data-state=saved]")
    page.evaluate("() => { sessionStorage.clear(); tell({ type: 'lost' }); }")
    until(page, "JSON.parse(sessionStorage.getItem('disk:retinoids-dish'))?.response === 'a'")
    page.wait_for_selector(".nbc-status[data-state=saved]")


def test_another_predictions_id_is_not_restored(opened, served):
    """Does a saved prediction that no longer exists leave the choice open?"""
    page = opened("retinoids-dish")
    page.evaluate("sessionStorage.setItem('disk:retinoids-dish', JSON.stringify({response: 'gone', revision: 3}))")
    page.reload()
    page.wait_for_selector("body[data-ready]")
    assert page.locator(".nbc-x-predict input:checked").count() == 0
    commit(page, "b")
    page.wait_for_selector(".nbc-status[data-state=saved]")


def test_two_predictions_are_both_shown_to_choose_from(opened):
    """When another window committed to another prediction, are both said in their words?"""
    page = opened("retinoids-dish")
    words = page.locator(".nbc-x-predict label:has(input)").all_inner_texts()
    page.evaluate("sessionStorage.setItem('disk:retinoids-dish', JSON.stringify({response: 'b', revision: 3}))")
    commit(page, "a")
    page.get_by_role("button", name="Keep the answer given here").wait_for()
    assert page.locator(".nbc-conflict .nbc-answer-text").all_inner_texts() == [word.strip() for word in words[:2]]


def _without(*names):
    def change(data):
        for name in names[:-1]:
            data = data[name]
        del data[names[-1]]

    return change


def _with(value, *names):
    def change(data):
        for name in names[:-1]:
            data = data[name]
        data[names[-1]] = value

    return change


BROKEN = [
    ("retinoids-dish", None),
    ("retinoids-dish", _with("spiral", "widget")),
    ("retinoids-dish", _with("constructor", "widget")),
    ("retinoids-dish", _without("sentence")),
    ("retinoids-dish", _without("prediction", "options")),
    ("retinoids-dish", _without("compare", "feedback", "b")),
    ("retinoids-dish", _without("compare")),
    ("retinoids-dish", _with("../dish", "widget")),
    ("retinoids-dish", _with("many", "data", "cells")),
    ("retinoids-dish", _with("At {speed}", "data", "days", "say")),
    ("retinoids-calendar", _with("soon", "data", "days_on")),
    ("retinoids-calendar", _without("data", "range")),
    ("retinoids-body-map", _with("soon", "data", "areas", "lips", "effects", 0, "level")),
    ("retinoids-body-map", _with({"label": "Tail", "effects": []}, "data", "areas", "tail")),
    ("retinoids-body-map", _without("data")),
]


def test_bad_data_give_a_plain_message(opened, served, props):
    """Does a broken explorer say so and leave the page standing?"""
    for number, (id, change) in enumerate(BROKEN):
        data = copy.deepcopy(props[id])
        if change:
            change(data)
        served[1][f"broken{number}"] = data if change else "none"
    page = opened("broken0")
    for number in range(len(BROKEN)):
        page.goto(f"{served[0]}/?id=broken{number}")
        page.wait_for_selector("body[data-ready]")
        assert page.get_by_role("alert").inner_text().startswith("This explorer cannot be shown:"), BROKEN[number]
        assert page.locator(".nbc-x").count() == 0


def test_learner_sees_markup_as_text(opened, served, props):
    """Does a tag in the YAML ever become an element?"""
    data = copy.deepcopy(props["retinoids-dish"])
    data["title"] = "<img src=x onerror=alert(1)> & **bold**"
    served[1]["marked"] = data
    page = opened("marked")
    title = page.locator(".nbc-x-title")
    assert title.inner_text() == "<img src=x onerror=alert(1)> & bold" and title.locator("img").count() == 0


def test_stopping_takes_its_listeners_away(opened):
    """Does a view that was closed still answer the host?"""
    page = opened("retinoids-dish")
    page.evaluate("window.stop()")
    commit(page, "a")
    assert page.evaluate("sent.filter(m => m.type === 'save').length") == 0


def test_an_explorer_without_a_prediction_is_open_and_saves_nothing(opened, served, props):
    """Can a nurse begin at once where there is nothing to predict?"""
    data = {name: part for name, part in props["retinoids-dish"].items() if name not in ("prediction", "compare")}
    served[1]["open"] = data
    page = opened("open")
    assert page.locator(".nbc-x-stage").is_enabled() and page.locator(".nbc-x-data summary").first.is_visible()
    assert page.locator(".nbc-x-predict, .nbc-x-compare, .nbc-status").count() == 0
    page.locator("input[type=range]").first.fill("100")
    assert sentence(page).startswith("At 100%") and page.evaluate("sent") == []
