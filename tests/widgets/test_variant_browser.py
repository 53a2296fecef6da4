"""A dose item in the page: one learner's numbers, an answer that names them, the sum explained."""

import pytest
from kind_rules import check, wait_saved

from nbcare.questions.variants.dealing import chosen

pytestmark = pytest.mark.browser
SURFACES = ("0.65", "0.7", "0.75", "0.8", "0.85")
PRACTICE = {
    "id": "x-p30",
    "kind": "numeric",
    "use": "practice",
    "number": 30,
    "points": 1,
    "stem": "The roof is {{value:surface}}. How much paint?",
    "exhibits": [{"title": "Plan", "table": {"columns": ["Part", "Size"], "rows": [["Roof", "{{value:surface}}"]]}}],
    "units": ["g", "kg", "mg"],
    "unit": "mg",
    "round": {"rule": "half-up", "to": 0.5},
    "tolerance": 0.25,
    "variants": [
        {
            "id": f"v{n}",
            "parameters": {"surface": f"{text}\u00a0m²"},
            "key": float(text) * 160,
            "worked": f"160 × {text} = {float(text) * 160:g}\u00a0mg",
        }
        for n, text in enumerate(SURFACES)
    ],
    "why": "For {{value:surface}} it is {{value:answer}}.",
    "feedback": {"low": "Below {{value:answer}}.", "high": "Above {{value:answer}}.", "unit": "Look at the unit."},
    "shown": "sha256:thirty",
}
GRADED = {name: value for name, value in PRACTICE.items() if name not in ("unit", "tolerance", "why", "feedback")} | {
    "id": "x-q30",
    "use": "graded",
    "variants": [{"id": each["id"], "parameters": each["parameters"]} for each in PRACTICE["variants"]],
}


def own(props: dict, seed: str) -> dict:
    """Return the variant that Python deals for a seed."""
    id = chosen(seed, props["id"], [each["id"] for each in props["variants"]])
    return next(each for each in props["variants"] if each["id"] == id)


def seeds(props: dict) -> tuple[str, str]:
    """Return two seeds that deal different variants."""
    first = "5eed0"
    return first, next(seed for n in range(99) if own(props, seed := f"5eed{n}") != own(props, first))


def fill(bench, value: str, unit: str = "mg") -> None:
    """Write a number and choose a unit."""
    bench.page.get_by_role("textbox").fill(value)
    bench.page.get_by_label("Unit").select_option(unit)


def test_two_learners_get_different_numbers(bench):
    """Does each page show its learner's numbers, and no other's?"""
    for seed in seeds(GRADED):
        bench.open()
        bench.mount(GRADED, seed=seed)
        text = bench.page.locator(".nbc-question").inner_text()
        mine = own(GRADED, seed)["parameters"]["surface"]
        assert text.count(mine) == 2 and "{{" not in text
        assert not any(f"{other}\u00a0m²" in text for other in SURFACES if f"{other}\u00a0m²" != mine)


def test_answer_names_its_variant_and_survives_a_reload(bench):
    """Is it on the disk which numbers were answered, and are they the same after a reload?"""
    bench.mount(GRADED, seed="5eed")
    stem = bench.page.locator(".nbc-stem").inner_text()
    fill(bench, "104,5")
    answer = {"value": "104,5", "unit": "mg", "variant": own(GRADED, "5eed")["id"]}
    wait_saved(bench, GRADED, answer)
    bench.open()
    bench.mount(GRADED, seed="5eed")
    bench.wait_status("Saved earlier")
    assert bench.page.get_by_role("textbox").input_value() == "104,5"
    assert bench.page.locator(".nbc-stem").inner_text() == stem
    assert "You chose: 104,5 mg" in bench.page.locator(".nbc-answer").inner_text().replace("\n", " ")
    assert bench.saves() == []


def test_practice_scores_and_explains_the_own_numbers(bench):
    """Is the key, the sum and the remark that of this learner?"""
    bench.mount(PRACTICE, seed="5eed")
    mine = own(PRACTICE, "5eed")
    fill(bench, f"{mine['key'] * 10:g}")
    check(bench)
    text = bench.page.locator(".nbc-feedback").inner_text()
    answer = f"{mine['key']:g}\u00a0mg"
    assert "Not right" in text and mine["worked"] in text and f"Above {answer}." in text and f"it is {answer}." in text
    assert not any(other["worked"] in text for other in PRACTICE["variants"] if other is not mine)
    fill(bench, f"+{mine['key']:g}".replace(".", ","))
    check(bench)
    assert (
        "Right" in bench.page.locator(".nbc-result").inner_text()
        and "1 of 1 point" in bench.page.locator(".nbc-result").inner_text()
    )


def test_rounding_rule_stands_beside_the_number(bench):
    """Is the rule read with the number's box, and does it keep the right unit to itself?"""
    bench.mount(GRADED, seed="5eed")
    box = bench.page.get_by_role("textbox")
    hint = bench.page.locator(f"#{box.get_attribute('aria-describedby').split()[0]}")
    assert hint.inner_text().endswith("Round the result to the nearest 0.5; an exact half goes up.")
    bench.open()
    bench.mount({name: value for name, value in GRADED.items() if name != "units"} | {"unit": "mg"}, seed="5eed")
    assert "nearest 0.5 mg; an exact half" in bench.page.locator(".nbc-question").inner_text()


def test_other_number_of_units_is_offered_without_telling_the_right_one(bench):
    """Do all units stand in the list, though the page does not know which is right?"""
    bench.mount(GRADED, seed="5eed")
    offered = bench.page.get_by_label("Unit").locator("option").all_inner_texts()
    assert sorted(offered[1:]) == ["g", "kg", "mg"] and "unit" not in GRADED


@pytest.mark.parametrize("dark", [False, True])
def test_dose_item_is_accessible_and_narrow(bench_factory, dark):
    """No axe finding, light and dark, and no sideways scrolling at 320 px?"""
    bench = bench_factory(width=320, dark=dark)
    bench.mount(PRACTICE, seed="5eed")
    fill(bench, "1")
    check(bench)
    assert bench.axe() == [] and bench.errors == []
    assert bench.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_paper_form_holds_numbers_rule_and_units(bench):
    """Can it be answered on paper?"""
    bench.mount(GRADED, seed="5eed")
    bench.page.emulate_media(media="print")
    try:
        text = bench.page.locator(".nbc-question").inner_text()
        assert own(GRADED, "5eed")["parameters"]["surface"] in text and "Round the result" in text
        assert "mg" in bench.page.locator(".nbc-paper").get_attribute("data-words")
    finally:
        bench.page.emulate_media(media="screen")
