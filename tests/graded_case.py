"""The example case as a graded one, added to a quiz of any course."""

from pathlib import Path

import yaml

from nbcare.content import cases

ROOT = Path(__file__).resolve().parents[1]
CASE = "plant-day"


def add(root: Path, quiz: str, module: str) -> list[str]:
    """Write the case into a course, list it first in a quiz, and return the ids of its items."""
    data = yaml.safe_load((cases.folder(ROOT) / "wilting-plant.yaml").read_text(encoding="utf-8"))
    data |= {"case": CASE, "module": module, "use": "graded"}
    for number, item in enumerate(data["items"], 1):
        # In other words than the practice case, whose reasons anybody may read.
        item |= {"id": f"{module}-q2{number}", "shuffle": False, "why": f"In the quiz: {item['why']}"}
        item["feedback"] = {id: f"In the quiz: {text}" for id, text in item["feedback"].items()}
    cases.folder(root).mkdir(parents=True, exist_ok=True)
    _write(cases.folder(root) / f"{CASE}.yaml", data)
    course = yaml.safe_load((root / "course.yaml").read_text(encoding="utf-8"))
    next(one for one in course["assessments"] if one["id"] == quiz)["items"].insert(0, CASE)
    _write(root / "course.yaml", course)
    return [item["id"] for item in data["items"]]


def _write(path: Path, data: dict) -> None:
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
