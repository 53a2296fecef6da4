"""One problem in the content: where it is, and how to repair it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from nbcare.errors import ContentError, place


@dataclass(frozen=True)
class Finding:
    """A problem and its repair, with file, id and line (0 when it is not known)."""

    level: Literal["error", "warning"]
    file: str
    id: str
    problem: str
    repair: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.level}: {place(self.file, self.line, self.id)}: {self.problem}; {self.repair}."


def error(file: str, id: str, problem: str, repair: str) -> Finding:
    """Return an error, which has to be repaired."""
    return Finding("error", file, id, problem, repair)


def warning(file: str, id: str, problem: str, repair: str) -> Finding:
    """Return a warning, which an author should look at."""
    return Finding("warning", file, id, problem, repair)


def refused(caught: ContentError) -> Finding:
    """Turn the error of a loader into a finding."""
    repair = caught.repair or "mend it and check again"
    return Finding("error", caught.file, caught.id, caught.problem, repair, caught.line)


def report(findings: Iterable[Finding]) -> str:
    """Return the findings as sentences, and a last line that counts them."""
    findings = list(findings)
    errors = sum(finding.level == "error" for finding in findings)
    warnings = len(findings) - errors
    total = f"{errors} error{'s'[: errors != 1]}, {warnings} warning{'s'[: warnings != 1]}"
    return "\n".join([*map(str, findings), total])
