"""A sentence as it will be read, with the facts it cites and where each figure comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from nbcare.authoring.check.numbers.figure import Figure, FigureKey
from nbcare.authoring.check.numbers.figures import figures
from nbcare.authoring.check.numbers.numerals import numbers
from nbcare.authoring.check.numbers.passages import Passage
from nbcare.content.evidence import Evidence, Fact, placeholders
from nbcare.errors import ContentError

_AMOUNT_ONLY = re.compile(r"[\d.,;\s±+\-–vsandthe%()<>=≤≥]*")


@dataclass(frozen=True)
class Printed:
    """A stretch of the sentence that prints a fact or a part of one."""

    start: int
    end: int
    fact: Fact
    part: str


@dataclass
class Sentence:
    """The printed sentence, its citations, and the table cell of each stretch."""

    text: str = ""
    printed: list[Printed] = field(default_factory=list)
    facts: dict[str, Fact] = field(default_factory=dict)
    referred: set[str] = field(default_factory=set)
    cites: list[tuple[int, str]] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    cells: list[tuple[int, int, str]] = field(default_factory=list)
    context: str = ""

    def printing(self, figure: Figure) -> Printed | None:
        """Return the printed fact that a figure lies wholly inside, if any."""
        return next((p for p in self.printed if p.start <= figure.start and figure.end <= p.end), None)

    def next_cites(self, figure: Figure) -> set[str]:
        """Return the ids in the first group of cites behind a figure, or all when none follows."""
        behind = [(at, ref) for at, ref in self.cites if at >= figure.end]
        if not behind:
            return set(self.facts)
        end = behind[0][0]
        for at, _ in behind:
            if self.text[end:at].strip(" ,"):
                break
            end = at
        return {ref for at, ref in behind if at <= end}

    def cell(self, position: int) -> tuple[int, int, str]:
        """Return begin, end and header of the cell at a position."""
        return next((cell for cell in self.cells if cell[0] <= position < cell[1]), (0, len(self.text), ""))


def read(passage: Passage, evidence: Evidence) -> Sentence:
    """Print the placeholders of a passage, remembering which stretch is which fact."""
    sentence = Sentence(context=passage.context)
    for i, cell in enumerate(passage.cells):
        start = len(sentence.text)
        _print(cell, evidence, sentence)
        header = passage.headers[i] if i < len(passage.headers) else ""
        sentence.cells.append((start, len(sentence.text), _bare(header, evidence)))
        sentence.text += " | " if i + 1 < len(passage.cells) else ""
    for around in (*passage.headers, passage.section):
        _note(around, evidence, sentence)
    return sentence


def cite(sentence: Sentence, evidence: Evidence, ids: tuple[str, ...]) -> None:
    """Add facts that a whole item rests on to the citations of its sentence."""
    sentence.facts.update({id: evidence.facts[id] for id in ids if id in evidence.facts})


def _print(cell: str, evidence: Evidence, sentence: Sentence) -> None:
    at = 0
    for placeholder in placeholders(cell):
        sentence.text += cell[at : placeholder.start]
        at = placeholder.end
        if placeholder.kind == "fact":
            _print_fact(placeholder.ref, evidence, sentence)
        elif placeholder.kind == "cite":
            sentence.cites.append((len(sentence.text), placeholder.ref))
    sentence.text += cell[at:]
    _note(cell, evidence, sentence)


def _print_fact(ref: str, evidence: Evidence, sentence: Sentence) -> None:
    try:
        fact, part = evidence.named(ref)
        text = evidence.printed(ref)
    except ContentError:
        return  # the placeholder rule names it
    start = len(sentence.text)
    sentence.text += text
    sentence.printed.append(Printed(start, len(sentence.text), fact, part))


def _note(text: str, evidence: Evidence, sentence: Sentence) -> None:
    """Remember which facts and sources a text cites."""
    for placeholder in placeholders(text):
        if placeholder.kind == "local":
            continue  # a setting of the hospital is no evidence
        try:
            fact = (
                evidence.named(placeholder.ref)[0] if placeholder.kind == "fact" else evidence.cited(placeholder.ref)[0]
            )
        except ContentError:
            continue
        if fact:
            sentence.facts[fact.id] = fact
        else:
            sentence.sources.append(placeholder.ref)
        if placeholder.kind == "cite":
            sentence.referred.add(fact.id if fact else placeholder.ref)


def _bare(header: str, evidence: Evidence) -> str:
    shown = Sentence()
    _print(header, evidence, shown)
    return shown.text


@lru_cache(maxsize=4096)
def _figures_of(text: str) -> tuple[Figure, ...]:
    return tuple(figures(text))


def stated(fact: Fact) -> list[Figure]:
    """Return all figures that a fact states."""
    texts = [fact.statement, fact.timepoint, fact.population, *fact.parts.values(), *_amount(fact)]
    if fact.years:
        texts.append(f"{fact.years:g} years")
    if fact.topic == "ctcae":
        texts += [f"grade {name[1:]}" for name in fact.parts]
    return [figure for text in texts for figure in _figures_of(text)]


def _amount(fact: Fact) -> list[str]:
    """Return value and unit as one text, when the unit is that of every number in the value."""
    if not fact.unit or re.search(r";| vs |,", fact.unit) or not _AMOUNT_ONLY.fullmatch(fact.value):
        return [fact.value]
    if fact.unit == "SPF":
        return [f"SPF {fact.value}"]
    return [f"{fact.value.replace(';', ',')} {fact.unit}"]


def figures_of(fact: Fact) -> set[FigureKey]:
    """Return the keys of all figures that a fact states."""
    return {figure.key for figure in stated(fact)}


def bare_numbers(fact: Fact) -> set[Decimal]:
    """Return the numbers that a fact states without a unit."""
    found: set[Decimal] = set()
    for text in (fact.statement, fact.population, fact.timepoint, *fact.parts.values()):
        figures = _figures_of(text)
        found |= {n.value for n in numbers(text) if not any(f.start <= n.start < f.end for f in figures)}
    return found


def is_part(fact: Fact, part: str, figure: Figure) -> bool:
    """Return whether a figure is the one that a part states, with its unit or as a bare number."""
    text = fact.parts[part]
    bare = [number.value for number in numbers(text)] if len(text.split()) == 1 else []
    return figure.key in {each.key for each in _figures_of(text)} or figure.value in bare
