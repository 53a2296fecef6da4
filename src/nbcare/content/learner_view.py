"""Turn an item of the bank into what a learner may see of it."""

import hashlib
import json
import re

from nbcare.content.cases import Case
from nbcare.content.evidence import Evidence, References
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
_CITED = re.compile(r"\[(\d+)\]")


def public(item: dict, evidence: Evidence, references: References) -> dict:
    """Return what a learner sees while answering: no key, no rationale, no feedback."""
    return _signed(_visible(item, evidence, references))


def before(item: dict, evidence: Evidence, references: References) -> dict:
    """Return a pre-question: saved under an id of its own, and asked again at the end."""
    return _signed({**_visible(item, evidence, references), "id": f"{item['id']}-before", "moment": "before"})


def reviewed(item: dict, evidence: Evidence, references: References) -> dict:
    """Return the item with its key, rationale, feedback and numbered sources."""
    answer = _expand({k: item[k] for k in _ANSWER if k in item}, evidence, references)
    sources = _sources([answer.get("why", ""), answer.get("feedback", "")], references)
    return _signed({**_visible(item, evidence, references), **answer, "sources": sources})


def practice(item: dict, evidence: Evidence, references: References, asked_before: bool = False) -> dict:
    """Return a practice item, which answers at once; it shows the earlier answer if it was a pre-question."""
    props = reviewed(item, evidence, references)
    return _signed({**props, "earlier": f"{item['id']}-before"}) if asked_before else props


def case(written: Case, items: list[dict]) -> dict:
    """Return what a learner sees of a case, with the props of its six items as its steps."""
    props = {"id": written.id, "kind": "case", "use": written.use, "title": written.title, "intro": written.intro}
    return {**_signed(props), "steps": items}


def _visible(item: dict, evidence: Evidence, references: References) -> dict:
    kind = scoring.kind_of(item)
    seen = {*_SEEN, *kind.seen}
    props = _expand({k: v for k, v in item.items() if k in seen}, evidence, references) | kind.also_seen(item)
    if item["use"] != "graded" or not kind.points_tell:
        props["points"] = scoring.maximum(item)
    return props


def _signed(props: dict) -> dict:
    """Add the hash of the item as it is shown, so that a later change of it can be seen."""
    bare = {k: v for k, v in props.items() if k != "shown"}
    text = json.dumps(bare, ensure_ascii=False, sort_keys=True)
    return {**bare, "shown": "sha256:" + hashlib.sha256(text.encode()).hexdigest()[:32]}


def _sources(texts: list, references: References) -> list[dict]:
    numbers = {int(n) for n in _CITED.findall(json.dumps(texts))}
    return [{"n": n, "text": text} for n, text in references.entries() if n in numbers]


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
