"""A folder with two facts and two sources, to be spoiled one field at a time."""

from copy import deepcopy
from pathlib import Path

import pytest
import yaml

FACT = {
    "statement": "Dropamine is given at 20 mg/m2/day.",
    "value": "20",
    "unit": "mg/m2/day",
    "source": "trial",
    "locator": "Methods",
    "status": "verified",
    "teach": "yes",
}
SOURCE = {
    "authors": "Able A, Baker B",
    "title": "A trial of dropamine",
    "container": "J Drops",
    "type": "journal-article",
    "accessed": "2026-11-22",
    "checked": "seen",
    "year": 2020,
    "volume": "1(2)",
    "pages": "3-9",
    "doi": "10.1000/drops",
}
SHEET = {
    "authors": "Ward One",
    "title": "Dropamine at home",
    "type": "web page",
    "accessed": "2026-11-22",
    "checked": "seen",
    "url": "https://copy.example/sheet",
    "mirror": True,
    "primary": "Ward One. Dropamine at home. https://official.example",
}


class Folder:
    """Write evidence and return the root to load."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.facts = {"drops": {"drops.dose": deepcopy(FACT), "drops.days": {**FACT, "value": "14", "unit": "days"}}}
        self.sources = {"trial": deepcopy(SOURCE), "sheet": deepcopy(SHEET)}

    def write(self) -> Path:
        """Write all files as YAML."""
        folder = self.root / "assets" / "evidence" / "facts"
        folder.mkdir(parents=True, exist_ok=True)
        for topic, facts in self.facts.items():
            text = yaml.safe_dump({"version": 1, "topic": topic, "facts": facts}, allow_unicode=True)
            (folder / f"{topic}.yaml").write_text(text, encoding="utf-8")
        (folder.parent / "sources.yaml").write_text(
            yaml.safe_dump({"version": 1, "sources": self.sources}), encoding="utf-8"
        )
        return self.root


@pytest.fixture
def folder(tmp_path):
    """Return evidence that loads, to be changed at will."""
    return Folder(tmp_path)
