"""Turn an item of the bank into what a learner may see of it."""

from collections.abc import Mapping
from typing import cast

from nbcare.content.cases import Case
from nbcare.content.evidence import Evidence, References
from nbcare.content.shown_hash import whole, with_hash
from nbcare.questions import scoring
from nbcare.questions.item import Item
from nbcare.questions.props import CaseProps, Props
from nbcare.questions.variants import dealing

# All that a learner may see of a graded item, beside what its kind names. Every other field stays with the instructor.
_SEEN = ("id", "kind", "use", "stem", "shuffle", "exhibits", "case")
# A practice item also shows these.
_ANSWER = ("key", "why", "feedback", "unit", "tolerance", "variants")
# Fields that hold no text to expand.
_FORMAT = {
    "id",
    "kind",
    "use",
    "case",
    "key",
    "unit",
    "units",
    "cause",
    "effects",
    "tolerance",
    "variants",
    "shuffle",
    "n",
}


def public(item: Item, evidence: Evidence, references: References) -> Props:
    """Return what a learner sees while answering: no key, no rationale, no feedback."""
    return _props(_visible(item, evidence, references), item)


def as_seen(item: Item, evidence: Evidence, references: References) -> Item:
    """Return the item, key included, with what a learner sees before answering printed: facts may change later."""
    seen = {name: part for name, part in _visible(item, evidence, references).items() if name in item}
    seen.pop("variants", None)  # they hold keys, and no text
    return cast(Item, {**{name: part for name, part in item.items() if name != "formerly"}, **seen})


def before(item: Item, evidence: Evidence, references: References) -> Props:
    """Return a pre-question: saved under an id of its own, and asked again at the end."""
    return _props(_asked_before(item, evidence, references), item)


def reviewed(item: Item, evidence: Evidence, references: References) -> Props:
    """Return the item with its key, rationale, feedback and numbered sources."""
    written: Mapping[str, object] = item
    answer = _printed({name: written[name] for name in _ANSWER if name in written}, evidence, references)
    sources = references.cited_in([answer.get("why", ""), answer.get("feedback", "")])
    return _props({**_visible(item, evidence, references), **answer, "sources": sources}, item)


def practice(item: Item, evidence: Evidence, references: References, asked_before: bool = False) -> Props:
    """Return a practice item, which answers at once; it shows the earlier answer if it was a pre-question."""
    props = reviewed(item, evidence, references)
    if not asked_before:
        return props
    again = _props({**props, "earlier": f"{item['id']}-before"}, item)
    # The answer from before is of the same question, and has the hash that the page had then.
    again["was"][whole(_asked_before(item, evidence, references))] = again["shown"]
    return again


def case(written: Case, items: list[Props]) -> CaseProps:
    """Return what a learner sees of a case, with the props of its six items as its steps."""
    props = {"id": written.id, "kind": "case", "use": written.use, "title": written.title, "intro": written.intro}
    return cast(CaseProps, {**props, "shown": whole(props), "steps": items})


def _visible(item: Item, evidence: Evidence, references: References) -> dict[str, object]:
    kind = scoring.kind_of(item)
    seen = {*_SEEN, *kind.seen}
    shown = {name: part for name, part in item.items() if name in seen}
    visible = {**_printed(shown, evidence, references), **kind.also_seen(item)}
    if item["use"] != "graded" or not kind.points_tell:
        visible["points"] = scoring.maximum(item)
    return visible


def _asked_before(item: Item, evidence: Evidence, references: References) -> dict[str, object]:
    return {**_visible(item, evidence, references), "id": f"{item['id']}-before", "moment": "before"}


def _props(visible: Mapping[str, object], item: Item) -> Props:
    """Return what is visible as props. The fields were taken by name: that they are those of Props holds here only."""
    return cast(Props, with_hash(visible, item.get("formerly")))


def _printed(fields: Mapping[str, object], evidence: Evidence, references: References) -> dict[str, object]:
    """Print the facts and citations in all texts but the words of the format."""

    def one(part: object) -> object:
        if isinstance(part, str):
            return dealing.around_values(part, lambda text: evidence.expand(text, references))
        if isinstance(part, dict):
            return {name: one(each) for name, each in part.items()}
        return [one(each) for each in part] if isinstance(part, list) else part

    return {name: part if name in _FORMAT else one(part) for name, part in fields.items()}
