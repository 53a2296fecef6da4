"""Judge one cell of a list of learners: an id, a PIN or a name, as a person typed it or as a spreadsheet left it.

A spreadsheet takes a PIN for a number, a date or a formula and changes it without a word. Nobody could log in with what
is left of it, so that it is refused, with its repair. A name is shown and nothing else: it is cleaned, never refused.
"""

from __future__ import annotations

import re
import unicodedata

from nbcare.answers.learners import LEARNER, SHAPE

SHORTEST_PIN, LONGEST_PIN, LONGEST_NAME = 4, 64, 80
AS_TEXT = "format the column as Text, then type it again"
"""How a cell is kept from being changed."""
_FORMULA_ERROR = re.compile(r"#\S*[!?]|#N/?[ADV]|#I/T|#+", re.IGNORECASE)
_POWER_OF_TEN = re.compile(r"(\d+)(?:[.,]\d+E\+?|E\+)(\d+)", re.IGNORECASE)
_MONTH = (
    r"(jan|f[eé]b|m[aä]r|mrz|mrt|apr|a[bv]r|ma[iy]|mei|mag|jun|giu|jul|lug|aug|ago|ao[uû]|sep|set|o[ckt]t|nov|de[cz]|d[eé]c"
    r"|dic|ene|gen|juin|juil)[^\W\d_]{0,2}\.?"
)
_DATE = re.compile(
    rf"\d{{1,4}}([./-])\d{{1,2}}\1(\d{{1,4}})?|\d{{1,2}}[-. ]+{_MONTH}([-. ]+\d{{2,4}})?|{_MONTH}[-. ]+\d{{2,4}}",
    re.IGNORECASE,
)
_TIME = re.compile(r"\d{1,2}:\d{2}(:\d{2})?")
_GROUPED = re.compile(r"\d+([.,' \u00a0\u202f]\d+)+")
_JOINERS = "\u200c\u200d"
"""Signs without width that some scripts need within a word; others of their kind only hide."""


def id_problem(id: str) -> tuple[str, str] | None:
    """Return what is wrong with an id, and its repair; None for one that may be given out."""
    if LEARNER.fullmatch(id):
        return None
    written, small = f"{id[:40]!r} in the id column", id.lower()
    if changed := changed_by_spreadsheet(id):
        return f"{written} {changed}", AS_TEXT
    if "@" in id:
        before = small.partition("@")[0]
        instead = f", for example {before}" if LEARNER.fullmatch(before) else ""
        return f"{written} is an e-mail address", f"write a short id{instead}"
    if LEARNER.fullmatch(small):
        return f"{written} has capital letters", f"write {small}"
    return f"{written} is not a learner id", SHAPE


def pin_problem(id: str, pin: str) -> tuple[str, str] | None:
    """Return what is wrong with the PIN of an id, and its repair; None for one that somebody can type."""
    if changed := changed_by_spreadsheet(pin):
        return f"the PIN of {id} {changed}", AS_TEXT
    if not pin:
        return f"the PIN of {id} is missing", "write one of six digits"
    if not SHORTEST_PIN <= len(pin) <= LONGEST_PIN or not pin.isprintable():
        return (
            f"the PIN of {id} is too short, too long or not printable",
            f"use {SHORTEST_PIN} to {LONGEST_PIN} characters; 6 digits are better",
        )
    return None


def changed_by_spreadsheet(cell: str) -> str:
    """Return what a spreadsheet has made of a cell, as the end of a sentence; nothing for a cell as it was typed."""
    if re.fullmatch("#+", cell):
        return "is the sign for a column that was too narrow"
    if _FORMULA_ERROR.fullmatch(cell):
        return "is the sign for a formula that failed, such as #NAME?"
    if _POWER_OF_TEN.fullmatch(cell):
        return f"is {cell}, a number that was cut"
    if _DATE.fullmatch(cell):
        return "is a date"
    if _TIME.fullmatch(cell):
        return "is a time"
    return "is a number with a sign between its digits" if _GROUPED.fullmatch(cell) else ""


def digits_of(pin: str) -> int:
    """Return how many digits a PIN of digits only has, or had before it was cut; 0 for any other."""
    if cut := _POWER_OF_TEN.fullmatch(pin):
        return int(cut[2]) + len(cut[1]) if len(cut[2]) < 3 else 0
    return len(pin) if only_digits(pin) else 0


def only_digits(pin: str) -> bool:
    """Return whether a keypad of digits is enough to type a PIN."""
    return pin.isascii() and pin.isdigit()


def clean_name(name: str) -> str:
    """Return a name as one line that can be shown: never too long, and without signs that only hide or turn others."""
    kept = "".join(_shown(sign) for sign in name)
    words = "" if _FORMULA_ERROR.fullmatch(name.strip()) else " ".join(kept.split())
    return words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME - 1].rstrip() + "…"


def clean(cell: str) -> str:
    """Return a cell without the blanks around it, those without width included, which nobody sees."""
    return cell.strip("\u200b\u200c\u200d\u2060\ufeff \t\r\n\v\f\u00a0\u202f\u2007")


def _shown(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind[0] == "Z" or kind == "Cc":
        return " "
    return "" if kind[0] == "C" and sign not in _JOINERS else sign
