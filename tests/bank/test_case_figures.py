"""The invented children of the cases: figures that agree with each other, keys that rest on facts that may be taught."""

import re
from math import sqrt
from pathlib import Path

import pytest

from nbcare.content import cases, evidence

ROOT = Path(__file__).resolve().parents[2]
CLINICAL = ("infusion-day", "one-kidney")
INSENSIBLE = 10
"""mL that a child of 23 kg loses in an hour through skin and breath, to the nearest ten: our own estimate."""


def chart(case: str) -> dict[str, dict]:
    """Return the whole chart of a case, by tab."""
    *_, last = cases.load(cases.folder(ROOT) / f"{case}.yaml").items.values()
    return {tab["title"]: tab for tab in last["exhibits"]}


def figure(text: str, pattern: str) -> float:
    """Return the one number in a text that stands where the pattern says."""
    return float(re.search(pattern, text)[1])


def orders(case: str) -> str:
    return " ".join(entry["text"] for entry in chart(case)["Orders"]["entries"])


def surface(text: str) -> float:
    return sqrt(figure(text, r"([\d.]+) cm") * figure(text, r"([\d.]+) kg") / 3600)


@pytest.mark.parametrize("case", CLINICAL)
def test_every_key_of_a_case_rests_on_facts_that_may_be_taught(case):
    """Is a practice case held to what graded items are held to?"""
    facts = evidence.load(ROOT).facts
    for item in cases.load(cases.folder(ROOT) / f"{case}.yaml").items.values():
        assert item["facts"] and {facts[id].teach for id in item["facts"]} == {"yes"}, item["id"]


def test_mateos_orders_follow_his_size():
    """Do dose, pump rates, saline, morphine and limits of pressure come out of his height, weight and baseline?"""
    about, told = chart("infusion-day")["About Mateo"]["text"], orders("infusion-day")
    weight, area = figure(about, r"([\d.]+) kg"), figure(about, r"([\d.]+) m²")
    dose = figure(told, r"Unituxin ([\d.]+) mg")
    assert area == round(surface(about), 2) and dose == round(17.5 * area, 1)
    assert figure(told, r"([\d.]+) mL/h for 30") == round(0.875 * area / (dose / 100))
    assert figure(told, r"never above ([\d.]+) mL/h") == round(1.75 * area / (dose / 100))
    assert figure(told, r"saline (\d+) mL") == 10 * weight
    assert figure(told, r"Morphine ([\d.]+) mg") == pytest.approx(0.050 * weight)
    assert 20 <= figure(told, r"then (\d+) micrograms/h") / weight <= 50
    assert 25 <= figure(told, r"Extra morphine ([\d.]+) mg") * 1000 / weight <= 50
    assert figure(told, r"Adrenaline ([\d.]+) mg") == pytest.approx(0.01 * weight)
    systolic = [float(value) for value in chart("infusion-day")["Readings"]["trend"]["rows"][0][1:]]
    assert figure(told, r"Systolic below (\d+)") == round(0.85 * systolic[0])
    assert 70 + 2 * 7 < systolic[4] < 90, "at 15:00 he passes by age, and not by his own baseline"


def test_mateos_weight_follows_his_fluids():
    """Does the scale move by what went in, less what came out?"""
    rows = chart("infusion-day")["Fluids and weight"]["table"]["rows"]
    for time, into, out, weight in rows:
        hours = int(time[:2]) - 7 + (int(time[3:]) - 30) / 60
        kept = (float(into.replace(",", "")) - float(out) - INSENSIBLE * hours) / 1000
        assert float(weight) == pytest.approx(23.0 + kept, abs=0.06), time


def test_aminas_dose_and_grade_follow_her_figures():
    """Does her dose come out of her surface, and her calcium lie in the grade that is keyed?"""
    about, medicine = (
        chart("one-kidney")["About Amina"]["text"],
        chart("one-kidney")["Medicines"]["table"]["rows"][0][1],
    )
    area = figure(about, r"([\d.]+) m²")
    assert area == round(surface(about), 2) and figure(about, r"([\d.]+) kg") > 12
    assert abs(figure(medicine, r"(\d+) mg") - 80 * area) < 5, "rounded to a capsule"
    calcium = [float(value) for value in chart("one-kidney")["Blood and weight"]["trend"]["rows"][0][1:]]
    assert 3.1 < calcium[1] <= 3.4 and calcium[1:5] == sorted(calcium[1:5], reverse=True) and calcium[4] < 2.65
