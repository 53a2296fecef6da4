"""Rule: every dangerous belief on the list is met somewhere, as a choice, a decision or a warning."""

from __future__ import annotations

from collections.abc import Iterator

from nbcare.authoring.check.content import Content
from nbcare.authoring.check.finding import Finding, error, refused
from nbcare.content import markdown, validation, yaml_files
from nbcare.errors import ContentError
from nbcare.questions import answer_text

FILE = "assets/evidence/pitfalls.yaml"


def every_pitfall_is_met(content: Content) -> Iterator[Finding]:
    """Find beliefs that nothing in the course meets, and places or facts that are not there."""
    path = content.course.root / FILE
    if not path.is_file():
        return
    try:
        document = yaml_files.read(path, FILE)
        validation.check(document, validation.validator("pitfalls"), FILE)
    except ContentError as caught:
        yield refused(caught)
        return
    places = set(_places(content))
    for id, pitfall in document.data["pitfalls"].items():
        for fact in pitfall["facts"]:
            if fact not in content.evidence.facts:
                yield error(FILE, id, f"its fact {fact} is not in the evidence", "correct the id")
        for place in pitfall["met"]:
            if place not in places:
                yield error(
                    FILE,
                    id,
                    f"{place} is no choice, item, explorer or heading of the course",
                    "write item-id, item-id choice, explorer-id, or lessons/module.md#Heading",
                )


def _places(content: Content) -> Iterator[str]:
    for _, item in content.each_item():
        yield item["id"]
        yield from (f"{item['id']} {choice}" for choice in answer_text.choices(item))
    yield from (file.removesuffix(".yaml").rpartition("/")[2] for file in content.explorers)
    for file, text in content.pages.items():
        yield from (f"{file}#{block.text}" for block in markdown.blocks(text) if block.level)
