"""Keep abbreviations with a hyphen, such as GM-CSF and IL-2, on one line: broken in two, they are read as two words."""

import re

HYPHENED = re.compile(r"\b[A-Za-z]{1,4}-(?:[A-Z]{1,4}\d{0,2}|\d{1,2})\b")
"""Such an abbreviation; `kit/rich.js` knows it by the same pattern."""


def keep(text: str) -> str:
    """Return a piece of HTML that holds text only, with each abbreviation in an element that no line ends in."""
    return HYPHENED.sub(r'<span class="nbc-keep">\g<0></span>', text)
