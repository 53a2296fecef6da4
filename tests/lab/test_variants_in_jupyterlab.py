"""A dose item in a real JupyterLab: a learner's own numbers, after a reload, a restart, and beside another learner."""

import json
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from nbcare.questions.variants.dealing import chosen

from .conftest import opened, saved, start, stop

pytestmark = pytest.mark.browser
ITEM = "retinoids-p22"


def own_surface(folder, learner_seed: str) -> tuple[str, dict]:
    """Return the surface that a seed gives, and its variant."""
    props = json.loads((folder / "questions.json").read_text())["items"][ITEM]
    id = chosen(learner_seed, ITEM, [each["id"] for each in props["variants"]])
    variant = next(each for each in props["variants"] if each["id"] == id)
    return variant["parameters"]["surface"], variant


def seed(folder) -> str:
    """Return the seed of a learner's folder."""
    return json.loads((folder / "responses.json").read_text())["seed"]


def test_own_numbers_survive_a_reload_and_name_their_variant(learner, lab):
    """Does a nurse find the same child again, and is the answer saved for that child?"""
    page = opened(learner, lab, "retinoids")
    folder = lab.answers("retinoids").parent
    surface, variant = own_surface(folder, seed(folder))
    question = page.locator(f"[data-item={ITEM}]")
    expect(question.locator(".nbc-stem")).to_contain_text(surface)
    question.get_by_role("textbox").fill(f"{variant['key']},0")
    question.get_by_label("Unit").select_option("mg")
    saved(question)
    stored = json.loads((folder / "responses.json").read_text())["items"][ITEM]["response"]
    assert stored == {"value": f"{variant['key']},0", "unit": "mg", "variant": variant["id"]}
    page = opened(learner, lab, "retinoids")
    question = page.locator(f"[data-item={ITEM}]")
    expect(question.locator(".nbc-stem")).to_contain_text(surface)
    expect(question.get_by_role("textbox")).to_have_value(f"{variant['key']},0")
    question.get_by_role("button", name="Check my answer").click()
    expect(question.locator(".nbc-result")).to_contain_text("1 of 1 point")
    expect(question.locator(".nbc-feedback")).to_contain_text(variant["worked"])
    assert page.trouble == []


def test_other_learner_gets_other_numbers(learner, lab, opened_course, tmp_path):
    """Do two learners, each with a seed of their own, calculate for different children?"""
    folder = lab.answers("retinoids").parent
    opened(learner, lab, "retinoids")
    first, _ = own_surface(folder, seed(folder))
    other = next(f"{n:032x}" for n in range(99) if own_surface(folder, f"{n:032x}")[0] != first)
    course = Path(shutil.copytree(opened_course, tmp_path / "course"))
    beside = course / "workspace" / "retinoids"
    beside.mkdir(parents=True)
    written = json.loads((folder / "responses.json").read_text())
    (beside / "responses.json").write_text(json.dumps(written | {"seed": other, "items": {}}))
    running = start(course, "start", tmp_path / "log.txt")
    try:
        lab_of_other = learner.context.new_page()
        opened(lab_of_other, running, "retinoids")
        second, _ = own_surface(beside, seed(beside))
        assert seed(beside) == other and second != first
        expect(lab_of_other.locator(f"[data-item={ITEM}] .nbc-stem")).to_contain_text(second)
    finally:
        stop(running.process)
