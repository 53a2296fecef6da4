"""Rule: every placeholder names a fact, a part or a source, and prints one figure."""

from __future__ import annotations

from collections.abc import Iterator

from nbcare.authoring.check import strings
from nbcare.authoring.check.content import Content
from nbcare.authoring.check.finding import Finding, error
from nbcare.content.evidence import Evidence, References, placeholders
from nbcare.content.evidence.expansion import Placeholder, malformed
from nbcare.content.glossary import GLOSSARY
from nbcare.errors import ContentError
from nbcare.questions.variants.dealing import without_values


def written(content: Content) -> Iterator[tuple[str, str, str]]:
    """Yield file, place and text of everything that may hold a placeholder."""
    for file, text in content.pages.items():
        for number, line in enumerate(text.splitlines(), 1):
            yield file, f"line {number}", line
    for term in content.terms:
        yield GLOSSARY, term.term, f"{term.plain} {{{{cite:{term.cite}}}}}" if term.cite else term.plain
    for file, item in content.each_item():
        # The chart of a case stands in each of its items again; it was written once, below.
        own = {name: part for name, part in item.items() if name != "exhibits" or file not in content.cases}
        for path, text in strings.walk(own):
            # A bank that loads has a value for each {{value:…}}.
            yield file, f"{item['id']} {path}", without_values(text)
    for file, case in content.cases.items():
        for step in case.written["items"]:
            for path, text in strings.walk({"chart": step.get("chart", [])}):
                yield file, f"{step['id']} {path}", text
    for file, data in content.explorers.items():
        for path, text in strings.walk(data):
            yield file, path, text


def every_placeholder_prints(content: Content) -> Iterator[Finding]:
    """Find placeholders that are malformed, unknown, or hold several figures."""
    for file, place, text in written(content):
        if wrong := malformed(text):
            yield error(
                file,
                place,
                f"{wrong} is no placeholder",
                "write {{fact:id}}, {{fact:id.part}}, {{cite:id}} or {{local:name}}",
            )
        for placeholder in placeholders(text):
            problem = _problem(placeholder, content.evidence)
            if problem:
                shown = f"{{{{{placeholder.kind}:{placeholder.ref}}}}}"
                yield error(file, place, f"{shown}: {problem.problem}", problem.repair)


def _problem(placeholder: Placeholder, evidence: Evidence) -> ContentError | None:
    text = f"{{{{{placeholder.kind}:{placeholder.ref}}}}}"
    try:
        evidence.expand(text, References())
    except ContentError as problem:
        return problem
    return None
