"""Rules: every item rests on facts, and a graded key on facts that may be taught."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from nbcare.authoring.check.content import Content
from nbcare.authoring.check.finding import Finding, error


def every_graded_item_rests_on_facts(content: Content) -> Iterator[Finding]:
    """Find graded items without facts, or with a fact that may only be taught with caution."""
    for file, item in content.each_item():
        if item["use"] != "graded":
            continue
        if not item.get("facts"):
            yield error(file, item["id"], "a graded item without facts", "list under 'facts' what its key rests on")
        for id in item.get("facts", []):
            fact = content.evidence.facts.get(id)
            if fact and fact.teach != "yes":
                yield error(
                    file,
                    item["id"],
                    f"its key rests on {id}, which is 'teach: {fact.teach}'",
                    "rest it on a 'teach: yes' fact, or make it a practice item",
                )


def facts_of_items_are_known(content: Content) -> Iterator[Finding]:
    """Find ids under 'facts' that are no facts."""
    for file, item in content.each_item():
        for id in item.get("facts", []):
            if id not in content.evidence.facts:
                near = get_close_matches(id, content.evidence.facts, n=1)
                meant = f"did you mean {near[0]}? correct" if near else "correct"
                yield error(
                    file,
                    item["id"],
                    f"{id} under 'facts' is no fact",
                    f"{meant} the id, or add the fact to assets/evidence",
                )
