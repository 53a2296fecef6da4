"""The gallery, every kind of question once, as a learner's page gets it; and hand-written answers to it."""

from functools import cache
from pathlib import Path

import nbformat
from courses import read_yaml

from nbcare.build.questions_file import questions_of

ROOT = Path(__file__).resolve().parents[1]
CASE = "wilting-plant"
ANSWERS = read_yaml((ROOT / "tests/gallery_answers.yaml").read_text(encoding="utf-8"))
STEPS = [id for id in ANSWERS if id >= "gallery-p21"]
SINGLES = [id for id in ANSWERS if id < "gallery-p21"]


@cache
def items() -> dict[str, dict]:
    """Return the props of every question, the steps of the case among them."""
    return _questions()["items"]


@cache
def case() -> dict:
    """Return the props of the case with its steps."""
    told = _questions()["cases"][CASE]
    return {**told, "steps": [items()[id] for id in told["steps"]]}


@cache
def _questions() -> dict:
    return questions_of(nbformat.read(ROOT / "notebooks/gallery.ipynb", as_version=4))
