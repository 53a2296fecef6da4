"""The words of the field in plain language, and where a page uses one for the first time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import NotRequired, TypedDict

from nbcare.content import validation, yaml_files
from nbcare.errors import ContentError

GLOSSARY = "assets/glossary.yaml"
HEADING = "Words on this page"
ANCHOR = "#" + HEADING.replace(" ", "-")

# What is left as it is: headings, code, tables' rules, quotes of figures, links, images, and what carries markup already.
_KEPT = re.compile(
    r"```.*?```|^#[^\n]*$|`[^`\n]*`|!?\[[^\]]*\]\([^)]*\)|\[\d+\]|https?://\S+", re.DOTALL | re.MULTILINE
)


class TermEntry(TypedDict):
    """One word as glossary.yaml has it."""

    term: str
    plain: str
    also: NotRequired[list[str]]
    cite: NotRequired[str]


@dataclass(frozen=True)
class Term:
    """One word, its other forms, its meaning in plain words, and the fact the meaning rests on."""

    term: str
    plain: str
    also: tuple[str, ...] = ()
    cite: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """Return every form a page may use, the longest first."""
        return tuple(sorted({self.term, *self.also}, key=lambda form: (-len(form), form)))


def load(root: Path) -> tuple[Term, ...]:
    """Read a course's glossary; a course without one has no terms. Raise ContentError naming a doubled form."""
    path = root / GLOSSARY
    if not path.is_file():
        return ()
    document = yaml_files.read(path, GLOSSARY)
    validation.check(document, validation.validator("glossary"), GLOSSARY)
    written: list[TermEntry] = document.data["terms"]
    terms = tuple(Term(t["term"], t["plain"], tuple(t.get("also", ())), t.get("cite", "")) for t in written)
    owner: dict[str, str] = {}
    for number, term in enumerate(terms):
        for form in term.forms:
            if owner.setdefault(form.lower(), term.term) != term.term:
                problem = f"{form!r} is also a form of {owner[form.lower()]!r}"
                raise ContentError(
                    GLOSSARY, term.term, problem, "let one term own it", document.line(("terms", number))
                )
    return terms


def link(text: str, terms: tuple[Term, ...], seen: dict[str, Term]) -> str:
    """Return a page's text with the first use of each term linked to its meaning; remember it in `seen`."""
    at, parts = 0, []
    for kept in _KEPT.finditer(text):
        parts += [_linked(text[at : kept.start()], terms, seen), kept[0]]
        at = kept.end()
    return "".join([*parts, _linked(text[at:], terms, seen)])


def _linked(text: str, terms: tuple[Term, ...], seen: dict[str, Term]) -> str:
    wanted = {form: term for term in terms if term.term not in seen for form in term.forms}
    if not wanted or not text.strip():
        return text

    def one(match: re.Match[str]) -> str:
        term = _owner(match[0], wanted)
        if term is None or term.term in seen:
            return match[0]
        seen[term.term] = term
        return f'[{match[0]}]({ANCHOR} "{_title(term)}")'

    forms = "|".join(re.escape(form) for form in sorted(wanted, key=len, reverse=True))
    return re.sub(rf"(?<![\w-])(?:{forms})(?![\w-])", one, text, flags=re.IGNORECASE)


def _owner(found: str, wanted: dict[str, Term]) -> Term | None:
    """Return the term of a word; an abbreviation counts only in its own letters, a word may begin a sentence."""
    if found in wanted:
        return wanted[found]
    return next((term for form, term in wanted.items() if form.lower() == found.lower() and not form.isupper()), None)


def _title(term: Term) -> str:
    return f"{term.term}: {term.plain}".replace('"', "'")
