"""Load an unfolding case: six items, one for each clinical-judgement step, over a chart that grows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NotRequired, TypedDict, cast

from nbcare.content import bank, bank_rules, bank_schema, validation, yaml_files
from nbcare.content.course_root import shown
from nbcare.content.yaml_files import Document
from nbcare.questions import case_chart
from nbcare.questions.case_chart import Addition
from nbcare.questions.case_steps import STEPS
from nbcare.questions.item import Exhibit, Item, Use
from nbcare.questions.kind import Problem

_THE_CASES = ("use", "exhibits", "number")
"""Fields of an item that a case gives to all of its items."""


class CaseError(bank.BankError):
    """A mistake in a case; no part of it is loaded."""


class CaseItem(Item):
    """An item of a case as it is written: `chart` is what its step adds."""

    chart: NotRequired[list[Addition]]


class CaseFile(TypedDict):
    """A case as it is written, once it fits its schema."""

    version: int
    case: str
    module: str
    title: str
    intro: NotRequired[str]
    use: Use
    items: list[CaseItem]


@dataclass(frozen=True)
class Case:
    """One case: its items as the bank holds items, and what its author wrote."""

    path: Path
    id: str
    module: str
    title: str
    intro: str
    use: Use
    items: dict[str, Item]
    written: CaseFile


def folder(root: Path | str) -> Path:
    """Return where the cases of a course are written."""
    return Path(root) / "assessments" / "cases"


def load(path: Path | str) -> Case:
    """Read, check and return one case; raise CaseError naming file, item and field."""
    path = Path(path)
    file = shown(path)
    document = yaml_files.read(path, file, CaseError)
    validation.check(document, validation.validator("case"), file, CaseError)
    data: CaseFile = document.data
    if data["case"] != path.stem:
        problem, repair = "the case is not the file's name", f"write case: {path.stem}, or rename the file"
        raise CaseError(file, data["case"], problem, repair, document.line(["case"]))
    for field, words in (("title", data["title"]), ("intro", data.get("intro", ""))):
        if "{{" in words:
            problem, repair = "title and intro take no {{…}}", "tell it in the chart, the rationale or the feedback"
            raise CaseError(file, "", problem, repair, document.line([field]))
    items = _items(file, document)
    return Case(path, data["case"], data["module"], data["title"], data.get("intro", ""), data["use"], items, data)


def load_all(root: Path | str) -> dict[str, Case]:
    """Return all cases of a course by id."""
    return {path.stem: load(path) for path in sorted(folder(root).glob("*.yaml"))}


def _items(file: str, document: Document) -> dict[str, Item]:
    data: CaseFile = document.data
    as_bank = {"version": 1, "module": data["module"], "items": [_bare(item) for item in data["items"]]}
    validation.check(Document(as_bank, document.node), bank_schema.validator(), file, CaseError)
    items: dict[str, Item] = {}
    chart: list[Exhibit] = []
    for number, (step, written) in enumerate(zip(STEPS, data["items"], strict=True)):
        id, additions = written["id"], written.get("chart", [])
        problems = [*_step_findings(written, step, items), *case_chart.findings(chart, additions)]
        item: Item = {**_bare(written), "step": step, "use": data["use"], "case": data["case"]}
        for problem, repair in [*problems, *bank_rules.findings(item)]:
            raise CaseError(file, id, problem, repair, bank.line_of(document, number, problem))
        chart = case_chart.grown(chart, additions)
        if not chart:
            problem, repair = "chart: the first step has none", "begin the case with what the nurse sees at the start"
            raise CaseError(file, id, problem, repair, document.line(("items", number)))
        items[id] = {"fictional": True, **item, "exhibits": chart}
    return items


def _step_findings(written: CaseItem, step: str, before: dict[str, Item]) -> Iterator[Problem]:
    if written["id"] in before:
        yield "id: stands twice in this case", "give the item an id of its own"
    if written.get("step", step) != step:
        yield (
            f"step: is {written['step']}, but the item in this place is {step}",
            "put the six items in the order of the six steps; a case needs no 'step'",
        )
    for name in _THE_CASES:
        if name in written:
            repair = (
                "write it once, in the case"
                if name == "use"
                else "write what this step adds under 'chart'"
                if name == "exhibits"
                else "remove it"
            )
            yield f"{name}: an item of a case has none of its own", repair


def _bare(written: CaseItem) -> Item:
    """Return an item of a case as the bank would hold it."""
    return cast(Item, {name: part for name, part in written.items() if name != "chart"})
