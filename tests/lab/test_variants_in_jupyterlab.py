"""A dose item in a real JupyterLab: a learner's own numbers, after a reload, and beside another learner's."""

import json

import pytest
from playwright.sync_api import expect

from nbcare.answers import laptop_learner
from nbcare.answers.course_store import open_course_store
from nbcare.questions.variants.dealing import chosen
from nbcare.store import tables

from .conftest import SCREEN, forget, opened, saved, watched

pytestmark = [pytest.mark.browser, pytest.mark.whole]
ITEM = "retinoids-p22"


def own_surface(folder, learner_seed: str) -> tuple[str, dict]:
    """Return the surface that a seed gives, and its variant."""
    props = json.loads((folder / "questions.json").read_text())["items"][ITEM]
    id = chosen(learner_seed, ITEM, [each["id"] for each in props["variants"]])
    variant = next(each for each in props["variants"] if each["id"] == id)
    return variant["parameters"]["surface"], variant


@pytest.fixture(scope="module")
def mine(chromium, lab):
    """One learner's page with the dose item."""
    context = chromium.new_context(viewport=SCREEN, reduced_motion="reduce")
    yield opened(watched(context.new_page(), lab), lab, "retinoids")
    context.close()


def test_own_numbers_survive_a_reload_and_name_their_variant(mine, lab):
    """Does a nurse find the same child again, and is the answer saved for that child?"""
    page, folder = mine, lab.folder("retinoids")
    surface, variant = own_surface(folder, lab.seed("retinoids"))
    question = page.locator(f"[data-item={ITEM}]")
    expect(question.locator(".nbc-stem")).to_contain_text(surface)
    question.get_by_role("textbox").fill(f"{variant['key']},0")
    question.get_by_label("Unit").select_option("mg")
    saved(question)
    assert lab.stored("retinoids")[ITEM] == {"value": f"{variant['key']},0", "unit": "mg", "variant": variant["id"]}
    opened(page, lab, "retinoids")
    expect(question.locator(".nbc-stem")).to_contain_text(surface)
    expect(question.get_by_role("textbox")).to_have_value(f"{variant['key']},0")
    question.get_by_role("button", name="Check my answer").click()
    expect(question.locator(".nbc-result")).to_contain_text("1 of 1 point")
    expect(question.locator(".nbc-feedback")).to_contain_text(variant["worked"])
    assert page.trouble == []


def test_other_learner_gets_other_numbers(mine, learner, lab):
    """Does a learner with a seed of her own calculate for another child?"""
    folder = lab.folder("retinoids")
    first, _ = own_surface(folder, lab.seed("retinoids"))
    other = next(f"{n:032x}" for n in range(99) if own_surface(folder, f"{n:032x}")[0] != first)
    forget(lab)
    with open_course_store(lab.course) as store:
        row = {"learner": laptop_learner.id_of(store), "scope": "retinoids", "seed": other, "release": "1.0.0"}
        row |= {"begun": "2026-11-22T10:00:00Z", "handed_in": False}
        store.write(lambda connection: connection.execute(tables.scopes.insert(), row))
    page = opened(learner, lab, "retinoids")
    second, _ = own_surface(folder, lab.seed("retinoids"))
    assert lab.seed("retinoids") == other and second != first
    expect(page.locator(f"[data-item={ITEM}] .nbc-stem")).to_contain_text(second)
