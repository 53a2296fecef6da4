"""Rule: no run of eight words is that of a page we learned from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from nbcare.authoring.check.content import Content
from nbcare.authoring.check.finding import Finding, error
from nbcare.authoring.check.placeholders import written

RUN = 8
FILE = "assets/evidence/not-to-copy.txt"


def no_run_of_words_is_borrowed(content: Content) -> Iterator[Finding]:
    """Find sentences that stand, word for word, in a page whose hashes are kept."""
    known = read(content.course.root / FILE)
    for file, place, text in written(content):
        for run in runs(text):
            if fingerprint(run) in known:
                yield error(
                    file,
                    place,
                    f"'{' '.join(run)}' stands word for word in a page we may not copy",
                    "say it in words of your own",
                )
                break


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Yield every eight words that stand in a row; a placeholder ends a row."""
    for row in re.split(r"\{\{[^}]*\}\}", text):
        words = re.findall(r"[a-z0-9]+", row.lower().replace("’", "'").replace("'", ""))
        yield from zip(*(words[start:] for start in range(RUN)), strict=False)


def fingerprint(run: tuple[str, ...]) -> str:
    """Return a hash of a run of words: enough to find it again, and not to read it."""
    return hashlib.sha256(" ".join(run).encode()).hexdigest()[:12]


def read(path: Path) -> frozenset[str]:
    """Return the hashes of a list; lines that begin with # explain it."""
    if not path.is_file():
        return frozenset()
    return frozenset(line for line in path.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#"))
