"""Turn an item of the bank into what a learner may see of it."""

from nbcare.content.cases import Case
from nbcare.content.evidence import Evidence, References
from nbcare.content.shown_hash import with_hash
from nbcare.questions import scoring
from nbcare.questions.variants import dealing

# All that a learner may see of a graded item, beside what its kind names. Every other field stays with the instructor.
_SEEN = ("id", "kind", "use", "stem", "shuffle", "exhibits", "case")
# A practice item carries these openly.
_ANSWER = ("key", "why", "feedback", "unit", "tolerance", "variants")
# Words of the format, not of the item: nothing to expand in them.
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


def public(item: dict, evidence: Evidence, references: References) -> dict:
    """Return what a learner sees while answering: no key, no rationale, no feedback."""
    return with_hash(_visible(item, evidence, references))


def before(item: dict, evidence: Evidence, references: References) -> dict:
    """Return a pre-question: saved under an id of its own, and asked again at the end."""
    return with_hash({**_visible(item, evidence, references), "id": f"{item['id']}-before", "moment": "before"})


def reviewed(item: dict, evidence: Evidence, references: References) -> dict:
    """Return the item with its key, rationale, feedback and numbered sources."""
    answer = _expand({k: item[k] for k in _ANSWER if k in item}, evidence, references)
    sources = references.cited_in([answer.get("why", ""), answer.get("feedback", "")])
    return with_hash({**_visible(item, evidence, references), **answer, "sources": sources})


def practice(item: dict, evidence: Evidence, references: References, asked_before: bool = False) -> dict:
    """Return a practice item, which answers at once; it shows the earlier answer if it was a pre-question."""
    props = reviewed(item, evidence, references)
    return with_hash({**props, "earlier": f"{item['id']}-before"}) if asked_before else props


def case(written: Case, items: list[dict]) -> dict:
    """Return what a learner sees of a case, with the props of its six items as its steps."""
    props = {"id": written.id, "kind": "case", "use": written.use, "title": written.title, "intro": written.intro}
    return {**with_hash(props), "steps": items}


def _visible(item: dict, evidence: Evidence, references: References) -> dict:
    kind = scoring.kind_of(item)
    seen = {*_SEEN, *kind.seen}
    props = _expand({k: v for k, v in item.items() if k in seen}, evidence, references) | kind.also_seen(item)
    if item["use"] != "graded" or not kind.points_tell:
        props["points"] = scoring.maximum(item)
    return props


def _expand(value, evidence: Evidence, references: References, field: str = ""):
    if field in _FORMAT:
        return value
    if isinstance(value, str):
        return dealing.around_values(value, lambda text: evidence.expand(text, references))
    if isinstance(value, dict):
        named = not field  # only the outermost names are words of the format
        return {key: _expand(part, evidence, references, key if named else "text") for key, part in value.items()}
    if isinstance(value, list):
        return [_expand(part, evidence, references, "text") for part in value]
    return value
