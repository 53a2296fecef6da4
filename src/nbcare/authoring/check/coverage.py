"""Rules: every objective is taught and tested; and, as warnings, content that is not used."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nbcare.authoring.check.content import Content
from nbcare.authoring.check.finding import Finding, error, warning
from nbcare.authoring.check.lessons import calls
from nbcare.authoring.check.placeholders import written
from nbcare.content.evidence import placeholders
from nbcare.errors import ContentError

_EXAMPLES = 3
_REVIEW_DAYS = 365


def facts_are_used(content: Content) -> Iterator[Finding]:
    """Count the facts that no lesson, item or explorer uses."""
    used = {id for _, item in content.each_item() for id in item.get("facts", [])}
    for _, _, text in written(content):
        for placeholder in placeholders(text):
            try:
                used.add(content.evidence.named(placeholder.ref)[0].id)
            except ContentError:
                continue  # another rule names it, or it cites a source
    unused = sorted(set(content.evidence.facts) - used)
    if unused:
        examples = ", ".join(unused[:_EXAMPLES]) + (" …" if len(unused) > _EXAMPLES else "")
        count = f"{len(unused)} of {len(content.evidence.facts)}"
        yield warning(
            "assets/evidence/facts",
            "",
            f"{count} facts are not used yet ({examples})",
            "use them in the modules they belong to",
        )


def objectives_are_taught_and_asked(content: Content) -> Iterator[Finding]:
    """Find objectives that no item tests, and those that no lesson teaches."""
    items = content.items
    with_item = {item["objective"] for item in items.values()}
    taught = {items[id]["objective"] for _, _, id in calls(content, "ask") if id in items}
    unfolded = {id for _, _, id in calls(content, "unfold")}
    taught |= {item["objective"] for item in items.values() if item.get("case") in unfolded}
    taught |= {str(data.get("objective", "")) for data in content.explorers.values()}
    for module in content.course.modules:
        for id, text in module.objectives.items():
            if id not in with_item:
                yield error(
                    "course.yaml", f"{module.slug} {id}", f"no item asks for the objective '{text}'", "write one"
                )
            elif id not in taught:
                yield error(
                    "course.yaml",
                    f"{module.slug} {id}",
                    f"the lesson never asks for the objective '{text}'",
                    "ask a practice item or show an explorer on it",
                )


def graded_items_are_in_an_assessment(content: Content) -> Iterator[Finding]:
    """Find graded items that no assessment names."""
    named = {id for assessment in content.course.assessments for id in assessment.items}
    for file, item in content.each_item():
        if item["use"] == "graded" and item["id"] not in named:
            yield error(
                file,
                item["id"],
                "a graded item that no assessment names",
                "name it in course.yaml, or make it practice",
            )


def reviews_are_recent(content: Content, today: date | None = None) -> Iterator[Finding]:
    """Find modules without a clinician's review, or with one older than a year."""
    for module in content.course.modules:
        on = str(module.review.get("on", ""))
        if not on:
            yield warning(
                "course.yaml", module.slug, "not yet reviewed by a clinician", "ask one, then write 'by' and 'on'"
            )
        elif ((today or date.today()) - date.fromisoformat(on)).days > _REVIEW_DAYS:
            yield warning("course.yaml", module.slug, f"the last review was on {on}", "ask for a new one")
