"""Put a learner's text into Markdown so that every program shows it as text."""

import re


def fenced(text: str) -> str:
    """Return the text inside a fence longer than any run of backticks in it."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{_plain(text)}\n{fence}"


def directed(text: str) -> str:
    """Return the text inside a fence, in the direction of its language: from right to left for Arabic or Hebrew."""
    return f'<div dir="auto">\n\n{fenced(text)}\n\n</div>'


def _plain(text: str) -> str:
    # A lone carriage return ends a line for some readers, and would let a fence be closed inside it.
    lines = re.split(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]", text)
    return "\n".join("".join(c for c in line if c == "\t" or c >= " ") for line in lines)
