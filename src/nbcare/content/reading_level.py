"""How hard a text is to read, as a school grade."""

from __future__ import annotations

import re
from functools import cache

import pyphen

_MARKUP = [
    (re.compile(r"\A---\n.*?\n---\n", re.DOTALL), ""),  # front matter
    (re.compile(r"!?\[([^\]\d][^\]]*)\]\([^)]*\)"), r"\1"),  # links and pictures: their words
    (re.compile(r"\[\d+\]|\{\{cite:[^}]*\}\}"), ""),  # numbers of references
    (re.compile(r"^\s*\|?[\s:|-]+\|[\s:|-]*$", re.MULTILINE), ""),  # rules of tables
    (re.compile(r"[*_`>#]+"), ""),
]
_END = re.compile(r"(?<=[.!?:;])[\"')\]]*\s+|\n\s*(?:[-*]|\d+[.)])\s+|\n\s*\n|\s*\|\s*|\n(?=☐)")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_VOWELS = re.compile(r"[aeiouy]+")


def grade(text: str) -> float:
    """Return the Flesch–Kincaid grade level of an English text: 8 is the eighth school year.

    0.39 × words/sentences + 11.8 × syllables/words − 15.59 (Kincaid JP, Fishburne RP, Rogers RL, Chissom BS.
    Derivation of new readability formulas for Navy enlisted personnel. Research Branch Report 8-75, 1975).
    A list item and a table's cell count as sentences. Raise ValueError for a text without words.
    """
    sentences = [words for words in map(_WORD.findall, _END.split(bare(text))) if words]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        raise ValueError("there are no words to read")
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def bare(text: str) -> str:
    """Return the words of a Markdown text, without its markup and references."""
    for pattern, words in _MARKUP:
        text = pattern.sub(words, text)
    return text


@cache
def syllables(word: str) -> int:
    """Return the syllables of a word: the larger of two counts that both err on the low side.

    A hyphenation dictionary leaves out points that printers avoid ("fever"); groups of vowels miss those
    that meet ("idea").
    """
    word = word.lower()
    groups = len(_VOWELS.findall(word)) - bool(re.search(r"[^aeiouyl]e$|[aeiouy]le$|[^aeiouydt]ed$", word))
    return max(1, groups, len(_hyphens().positions(word)) + 1)


@cache
def _hyphens() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_US")
