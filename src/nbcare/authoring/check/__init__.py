"""Check the content: a sentence for each problem, with its repair."""

from __future__ import annotations

from pathlib import Path

from nbcare.authoring.check import content
from nbcare.authoring.check.finding import Finding, refused, report
from nbcare.authoring.check.registry import LOOK, RULES, WHOLE
from nbcare.errors import ContentError

__all__ = ["Finding", "report", "run"]


def run(root: Path | str) -> list[Finding]:
    """Check the whole content of a course; errors come first."""
    course, findings = content.load(Path(root))
    # With a bank or a list that cannot be read, every rule about its items would be wrong as well.
    if course and not any(finding.level == "error" for finding in findings):
        findings += [finding for rule in (*RULES, *WHOLE, *LOOK) for finding in rule(course)]
    findings += _refusal(Path(root))
    return sorted(dict.fromkeys(findings), key=lambda finding: finding.level != "error")


def _refusal(root: Path) -> list[Finding]:
    """Build without writing: what `nbcare build` would refuse is an error in the same words."""
    from nbcare.build import course_files

    try:
        course_files.made(root)
    except ContentError as caught:
        return [refused(caught)]
    return []
