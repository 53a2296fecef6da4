"""Whether the value of a trial arm stands beside the words of that arm."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nbcare.authoring.check.numbers.cited_sentence import Sentence, is_part
from nbcare.authoring.check.numbers.figure import Figure
from nbcare.authoring.check.numbers.nearness import distance
from nbcare.content.evidence import Fact

_NEGATION = re.compile(r"(?:without|no|not|never|or no)$", re.IGNORECASE)


@dataclass(frozen=True)
class _Phrase:
    parts: frozenset[str]
    start: int
    end: int
    text: str


def arms_of(fact: Fact, figure: Figure, part: str) -> set[str]:
    """Return the arms whose value a figure is: of its part, or of each part with that figure."""
    if part:
        return {part} & set(fact.arms)
    return {arm for arm in fact.arms if is_part(fact, arm, figure)}


def problem(sentence: Sentence, fact: Fact, figure: Figure, part: str, values: list[Figure]) -> str:
    """Return how an arm's value and the words beside it disagree; an empty string when they agree."""
    arms = arms_of(fact, figure, part)
    if not arms:
        return ""
    begin, end, header = sentence.cell(figure.start)
    nearest = _nearest(sentence.text[begin:end], fact, figure, begin, values)
    if not nearest:
        nearest = (
            _only(header, fact) or _only(sentence.text[: sentence.cell(0)[1]], fact) or _only(sentence.context, fact)
        )
    wanted = " or ".join(f"'{phrase}'" for arm in sorted(arms) for phrase in fact.arms[arm][:2])
    if not nearest:
        return f"'{figure.text}' is the value of one arm, and no arm is named beside it (write {wanted})"
    if not nearest.parts & arms:
        return f"'{figure.text}' stands beside '{nearest.text}', but it is the value for {wanted}"
    return ""


def _phrases(text: str, fact: Fact) -> list[_Phrase]:
    """Find the arm phrases of a text; a longer phrase hides the shorter one inside it."""
    found: list[_Phrase] = []
    for phrase in sorted({p for phrases in fact.arms.values() for p in phrases}, key=lambda p: (-len(p), p)):
        parts = frozenset(arm for arm, phrases in fact.arms.items() if phrase in phrases)
        for match in re.finditer(rf"(?<!\w){re.escape(phrase)}(?:s|e?d|ing)?(?!\w)", text, re.IGNORECASE):
            if not any(other.start < match.end() and match.start() < other.end for other in found):
                found.append(_Phrase(parts, *match.span(), match[0]))
    return _negated(sorted(found, key=lambda phrase: phrase.start), text)


def _negated(found: list[_Phrase], text: str) -> list[_Phrase]:
    """Read "without isotretinoin" as one phrase of the arm that "without" names."""
    merged: list[_Phrase] = []
    for phrase in found:
        last = merged[-1] if merged else None
        if last and _NEGATION.search(last.text) and not text[last.end : phrase.start].strip():
            merged[-1] = _Phrase(last.parts, last.start, phrase.end, text[last.start : phrase.end])
        else:
            merged.append(phrase)
    return merged


def _nearest(text: str, fact: Fact, figure: Figure, offset: int, values: list[Figure]) -> _Phrase | None:
    own = (figure.start - offset, figure.end - offset)
    others = [(v.start - offset, v.end - offset) for v in values if v is not figure]
    found = _phrases(text, fact)
    return min(found, key=lambda phrase: distance(text, own, (phrase.start, phrase.end), others), default=None)


def _only(text: str, fact: Fact) -> _Phrase | None:
    """Return the phrase of a header or heading that names exactly one arm."""
    found = _phrases(text, fact)
    return found[0] if len({phrase.parts for phrase in found}) == 1 else None
