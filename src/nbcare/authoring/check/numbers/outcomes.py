"""Whether a sentence gives an outcome the time point and the name that its fact gives it."""

from __future__ import annotations

import re

from nbcare.authoring.check.numbers.cited_sentence import Sentence
from nbcare.authoring.check.numbers.figure import Figure, FigureKey
from nbcare.authoring.check.numbers.figures import figures
from nbcare.authoring.check.numbers.nearness import distance
from nbcare.content.evidence import Fact

_SURVIVAL = re.compile(r"(?i)(\w+)-year (?:\w+[- ])?(?:event-free|overall|progression|EFS|OS|PFS|survival)")
_NAMES = {
    "event-free survival": re.compile(r"(?i)\bevent-free\b|\bEFS\b"),
    "overall survival": re.compile(r"(?i)\boverall survival\b|\bOS\b"),
}


def years(fact: Fact) -> set[FigureKey]:
    """Return the time point of an outcome in years, as written or from the fact's own text."""
    if fact.years:
        text = f"{fact.years:g} years"
    elif re.fullmatch(r"[\d.]+ years?", fact.timepoint):
        text = fact.timepoint
    else:
        match = _SURVIVAL.search(fact.statement)
        text = f"{match[1]}-year" if match else ""
    return {figure.key for figure in figures(text)}


def wrong_time(sentence: Sentence, fact: Fact, figure: Figure) -> str:
    """Return what is wrong with the time point of an outcome; an empty string when it is right."""
    wanted = years(fact)
    if not wanted:
        return ""
    point = f"{int(next(iter(wanted))[0]) // 12} years"
    time_points = [f for f in figures(sentence.text) if f.unit == "year"]
    above = {f.key for f in figures(f"{sentence.cell(figure.start)[2]} / {sentence.context}") if f.unit == "year"}
    if not time_points:
        return "" if wanted & above else f"stands without its time point, {point}"
    known = set[FigureKey]().union(*(years(other) for other in sentence.facts.values()))
    others = [(f.start, f.end) for f in figures(sentence.text) if f.unit == figure.unit and f != figure]
    points = [f for f in time_points if f.key in known or len(known) == 1]
    nearest = min(
        points,
        key=lambda f: distance(sentence.text, (figure.start, figure.end), (f.start, f.end), others),
        default=None,
    )
    if nearest is None or nearest.key in wanted or _after_all(sentence, wanted, time_points):
        return ""
    return f"was measured at {point}, and the sentence says {nearest.text}"


def _after_all(sentence: Sentence, wanted: set[FigureKey], time_points: list[Figure]) -> bool:
    """Return whether the right time point is there too, and the other number is an age or the like."""
    stray = {f.key for f in time_points} - wanted
    known = set[FigureKey]().union(*(years(fact) for fact in sentence.facts.values()))
    aged = {
        f.key
        for f in time_points
        if re.match(r"-old|\s+old", sentence.text[f.end :]) or re.search(r"(?i)aged? $", sentence.text[: f.start])
    }
    return bool(wanted & {f.key for f in time_points}) and not stray - aged - known and not stray & known


def wrong_name(sentence: Sentence, fact: Fact) -> str:
    """Return what is wrong when a survival figure is given the name of the other kind; otherwise an empty string."""
    own = _names(fact.statement)
    named = _names(sentence.text) or _names(sentence.context)
    if not own or not named or own & named:
        return ""
    return f"is {' and '.join(sorted(own))}, and the sentence says {' and '.join(sorted(named))}"


def _names(text: str) -> set[str]:
    return {name for name, words in _NAMES.items() if words.search(text)}
