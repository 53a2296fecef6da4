"""Which drug or trial a rate belongs to, and whether its sentence says so."""

from __future__ import annotations

import re

from nbcare.content.evidence import Fact

# words that name the same thing; a rate needs one word of one of its families
_FAMILIES = [
    ("isotretinoin", "13-cis", "retinoid", "retinoic", "Accutane", "Absorica", "Epuris"),
    ("dinutuximab beta", "Qarziba", "ch14.18/CHO", "antibody", "immunotherapy"),
    ("dinutuximab", "Unituxin", "ch14.18", "antibody", "immunotherapy", "anti-GD2"),
    ("naxitamab", "Danyelza", "3F8", "antibody", "anti-GD2"),
    ("eflornithine", "DFMO", "Iwilfin"),
    ("sargramostim", "GM-CSF", "Leukine"),
    ("interleukin", "IL-2", "aldesleukin"),
    ("transplant", "ABMT", "tandem", "myeloablative", "marrow"),
]
_TRIALS = re.compile(r"\b(?:ANBL\d{4}|CCG-?3891|NB97|NB04|R2|R4|HR-NBL1|SIOPEN|phase I{1,3}|Cochrane|German series)\b")
_BY_TOPIC = {
    "isotretinoin": 0,
    "retinoid": 0,
    "qarziba": 1,
    "unituxin": 2,
    "antibody": 2,
    "naxitamab": 3,
    "eflornithine": 4,
    "gmcsf": 5,
    "il2": 6,
}


def words(fact: Fact) -> tuple[str, ...]:
    """Return the drug and trial words of a fact, as written or from its own text."""
    return fact.subject or derived(fact)


def derived(fact: Fact) -> tuple[str, ...]:
    """Return the drug and trial words that the text and topic of a fact hold."""
    text = f"{fact.statement} {fact.population}"
    found = [family for family in _FAMILIES if any(_has(text, word) for word in family)]
    topic = fact.topic.partition("-")[0]
    if topic in _BY_TOPIC:
        found.append(_FAMILIES[_BY_TOPIC[topic]])
    return tuple(dict.fromkeys([word for family in found for word in family] + _TRIALS.findall(text)))


def named(fact: Fact, text: str) -> bool:
    """Return whether a text names the drug or the trial of a fact."""
    subject = words(fact)
    return not subject or any(_has(text, word) for word in subject)


def another(fact: Fact, text: str, context: str) -> str:
    """Return the drug that a sentence names in place of the fact's own, or nothing."""
    own = derived(fact)
    if not own or any(_has(f"{text} {context}", word) for word in (*own, *fact.subject)):
        return ""
    return next((word for family in _FAMILIES[:7] for word in family if _has(text, word)), "")


def _has(text: str, word: str) -> bool:
    ending = r"(?:s|es|d)?" if word[-1:].isalpha() else ""
    return bool(re.search(rf"(?<![\w]){re.escape(word)}{ending}(?!\w)", text, re.IGNORECASE))
