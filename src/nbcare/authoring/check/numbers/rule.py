"""The number rule: every clinical figure stands in a fact cited in its sentence."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from decimal import Decimal

from nbcare.authoring.check.numbers import arms, outcomes, subjects
from nbcare.authoring.check.numbers.cited_sentence import (
    Printed,
    Sentence,
    bare_numbers,
    cite,
    figures_of,
    read,
    stated,
)
from nbcare.authoring.check.numbers.figure import Figure, FigureKey
from nbcare.authoring.check.numbers.figures import figures
from nbcare.authoring.check.numbers.numerals import numbers
from nbcare.authoring.check.numbers.passages import Passage
from nbcare.authoring.check.numbers.word_figures import lone
from nbcare.content.evidence import Evidence, Fact

ProblemText = tuple[str, str] | None
"""A problem with a figure, and its repair; None when there is none."""
_SMALLEST_BARE = 10


@dataclass(frozen=True)
class Problem:
    """A problem with one figure, and its repair."""

    line: int
    problem: str
    repair: str


@dataclass(frozen=True)
class Allowed:
    """What else may support the figures of an item's passage.

    `rests_on` are the facts of the item. `quoted` are figures of an invented patient, or of the wrong
    choice that is being explained; `beside_facts` lets them stand in a sentence that cites a fact
    with figures of the same kind.
    """

    rests_on: tuple[str, ...] = ()
    quoted: Set[FigureKey] = frozenset()
    beside_facts: bool = True


def problems(passage: Passage, evidence: Evidence, allowed: Allowed = Allowed()) -> list[Problem]:
    """Return what is wrong with the figures of one passage."""
    sentence = read(passage, evidence)
    cite(sentence, evidence, allowed.rests_on)
    found = figures(sentence.text) + lone(sentence.text, sentence.cells)
    found += _bare_arms(sentence, found)
    values = [figure for figure in found if _arm_value(sentence, figure)]
    pairs = [_figure(sentence, figure, values) for figure in found if not _repeats(sentence, figure, allowed)]
    pairs += [_bare(sentence, found), *(_referred(sentence, printed) for printed in sentence.printed)]
    return [Problem(passage.line, *pair) for pair in dict.fromkeys(pairs) if pair]


def _repeats(sentence: Sentence, figure: Figure, allowed: Allowed) -> bool:
    if figure.key not in allowed.quoted or sentence.printing(figure):
        return False
    kinds = {each.key[1] for fact in sentence.facts.values() for each in stated(fact)}
    return allowed.beside_facts or figure.key[1] not in kinds


def _figure(sentence: Sentence, figure: Figure, values: list[Figure]) -> ProblemText:
    printed = sentence.printing(figure)
    if printed:
        return _turned(printed.fact, figure) or _placed(sentence, printed.fact, figure, printed.part, values)
    holders = [fact for fact in sentence.facts.values() if figure.key in figures_of(fact)]
    if not holders:
        return _unsourced(sentence, figure)
    if wrong := _cited_elsewhere(sentence, figure, holders):
        return wrong
    by_holder = [_turned(fact, figure) or _placed(sentence, fact, figure, "", values) for fact in holders]
    return None if None in by_holder else by_holder[0]


def _unsourced(sentence: Sentence, figure: Figure) -> ProblemText:
    if sentence.facts:
        cited = ", ".join(sentence.facts)
        return (
            f"'{figure.text}' is not in the fact its sentence cites ({cited})",
            "correct the figure, or cite the fact that states it",
        )
    if sentence.sources:
        return f"'{figure.text}' has a source but no fact", "cite the fact by its id, not the source"
    return f"'{figure.text}' has no source in its sentence", "print it with {{fact:id}}, or add {{cite:fact-id}}"


def _cited_elsewhere(sentence: Sentence, figure: Figure, holders: list[Fact]) -> ProblemText:
    """Find "5 years [1]; 3 years [2]" where the first cite is of the fact that says 3."""
    cited = sentence.next_cites(figure)
    lent = {fact.id for fact in holders} - {ref for _, ref in sentence.cites}
    if lent or any(fact.id in cited for fact in holders) or not any(ref in sentence.facts for ref in cited):
        return None
    return (
        f"'{figure.text}' is not in the fact cited next to it ({', '.join(sorted(cited))})",
        f"correct the figure, or cite {holders[0].id} behind it",
    )


def _turned(fact: Fact, figure: Figure) -> ProblemText:
    """Find "under 12 kg" where the fact says "above 12 kg"."""
    sides = {each.side for each in stated(fact) if each.key == figure.key} - {""}
    if not figure.side or not sides or figure.side in sides:
        return None
    return f"'{figure.text}' is said to be {figure.side}, and {fact.id} says the opposite", "correct the sentence"


def _placed(sentence: Sentence, fact: Fact, figure: Figure, part: str, values: list[Figure]) -> ProblemText:
    """Check drug, time point, name and arm of a figure that a fact states."""
    if figure.rate and not figure.unit.startswith("±"):
        header = sentence.cell(figure.start)[2]
        if not subjects.named(fact, f"{sentence.text} {header} {sentence.context}"):
            names = ", ".join(subjects.words(fact)[:4])
            return f"'{figure.text}' stands without its drug or trial", f"name one of: {names}"
        if wrong := outcomes.wrong_time(sentence, fact, figure) or outcomes.wrong_name(sentence, fact):
            return f"'{figure.text}' {wrong}", f"say what {fact.id} says, or cite another fact"
    elif other := subjects.another(fact, f"{sentence.cell(figure.start)[2]} {sentence.text}", sentence.context):
        return (
            f"'{figure.text}' stands beside '{other}', and {fact.id} is not about it",
            "name the right drug, or cite another fact",
        )
    wrong = arms.problem(sentence, fact, figure, part, values)
    return (wrong, f"see the arms of {fact.id}") if wrong else None


def _arm_value(sentence: Sentence, figure: Figure) -> bool:
    printed = sentence.printing(figure)
    if printed:
        return bool(arms.arms_of(printed.fact, figure, printed.part))
    return any(arms.arms_of(fact, figure, "") for fact in sentence.facts.values())


def _bare_arms(sentence: Sentence, found: list[Figure]) -> list[Figure]:
    """Return the printed parts of an arm that are a number without a unit: 50 with it, 48 without."""
    arms_only = [
        p for p in sentence.printed if p.part in p.fact.arms and not any(p.start <= f.start < p.end for f in found)
    ]
    return [Figure(Decimal(0), "", p.start, p.end, sentence.text[p.start : p.end]) for p in arms_only]


def _referred(sentence: Sentence, printed: Printed) -> ProblemText:
    """Find a printed fact whose sentence refers the reader to other facts only."""
    fact = printed.fact
    if not sentence.referred or {fact.id, fact.source} & sentence.referred:
        return None
    return (
        f"it prints {fact.id} and cites {', '.join(sorted(sentence.referred))}",
        f"add {{{{cite:{fact.id}}}}}, or print the fact that is cited",
    )


def _bare(sentence: Sentence, found: list[Figure]) -> ProblemText:
    """Find a number that lost its unit beside a cited fact."""
    if not sentence.facts:
        return None
    known = set().union(*(bare_numbers(fact) for fact in sentence.facts.values()))
    for number in numbers(sentence.text):
        spans = [*((each.start, each.end) for each in found), *((each.start, each.end) for each in sentence.printed)]
        inside = any(start <= number.start < end for start, end in spans)
        year = re.fullmatch(r"(?:19|20)\d\d", str(number.value))
        small = number.value < _SMALLEST_BARE and number.value == int(number.value)
        named = re.match(r"-?[A-Za-z]", sentence.text[number.end :])
        if not (inside or number.spelled or year or small or named or number.value in known):
            return (
                f"{number.value} stands without a unit, and no cited fact states it so",
                "add its unit, or cite the fact that states it",
            )
    return None
