"""The example case, as a learner's page gets it: as practice, and as if it were graded."""

from functools import cache
from pathlib import Path

from question_items import graded

from nbcare.content import cases, evidence, learner_view
from nbcare.content.evidence import References
from nbcare.content.items import all_items

ROOT = Path(__file__).resolve().parents[2]
CASE = "wilting-plant"
STEPS = (
    "Recognize cues",
    "Analyze cues",
    "Prioritize hypotheses",
    "Generate solutions",
    "Take action",
    "Evaluate outcomes",
)


@cache
def _made() -> dict:
    told, items = cases.load(cases.folder(ROOT) / f"{CASE}.yaml"), all_items(ROOT)
    facts, references = evidence.load(ROOT), References()
    return learner_view.case(told, [learner_view.practice(items[id], facts, references) for id in told.items])


def practice_case() -> dict:
    """Return the case with its keys and feedback."""
    return _made()


def graded_case() -> dict:
    """Return the case without anything that could tell an answer."""
    steps = [graded(step) | {"number": number} for number, step in enumerate(_made()["steps"], 3)]
    return _made() | {"use": "graded", "steps": steps}


ANSWERS = {
    "gallery-p21": ["s2", "s3"],
    "gallery-p22": {"r1": "c1", "r2": "c3", "r3": "c3"},
    "gallery-p23": {"b1": "x", "b2": "y"},
    "gallery-p24": ["a", "c"],
    "gallery-p25": ["c", "b", "a", "d"],
    "gallery-p26": {"r1": "c1", "r2": "c1", "r3": "c2"},
}
