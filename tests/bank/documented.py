"""Put the documented examples together: the YAML blocks of docs/bank-format.md, and the skeleton of each kind without one."""

import re
import tempfile
from functools import cache
from pathlib import Path

from courses import read_yaml

from nbcare.authoring import skeletons
from nbcare.content import bank
from nbcare.questions import scoring
from nbcare.questions.item import Item

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "bank-format.md"


def blocks() -> str:
    """Give the page's YAML blocks, one after the other: they are a whole bank."""
    return "\n".join(re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL))


@cache
def items() -> dict[str, Item]:
    """Load each item of the course's banks, and of the documented one, once; a mistake in one fails, and does not hide it."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "tea.yaml"
        page.write_text(yaml_text(), encoding="utf-8")
        banks = sorted((ROOT / "assessments" / "bank").glob("*.yaml"))
        return {id: item for path in (page, *banks) for id, item in bank.load(path).items.items()}


def undescribed() -> list[str]:
    """List the kinds that the page leaves to their skeletons."""
    shown = {item["kind"] for item in read_yaml(blocks())["items"]}
    return [kind for kind in scoring.KINDS if kind not in shown]


def skeleton_text() -> str:
    """Give the skeletons of those kinds, whose comments say what each field is."""
    entries = [skeletons.entry(kind, f"tea-s{n:02}", "practice") for n, kind in enumerate(undescribed(), 1)]
    return "".join(entries)


def yaml_text() -> str:
    """Give all documented examples as one bank; the picture that an author puts in is one that the course has."""
    pictured = skeleton_text().replace("assets/images/name-of-your-picture.svg", "assets/images/window-sill.svg")
    return f"{blocks()}\n{pictured}"
