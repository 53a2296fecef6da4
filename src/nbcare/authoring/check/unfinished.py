"""Rules: what `nbcare new` began is finished."""

from __future__ import annotations

from collections.abc import Iterator

from nbcare.authoring import skeletons, written_file
from nbcare.authoring.check import strings
from nbcare.authoring.check.content import Content
from nbcare.authoring.check.finding import Finding, error
from nbcare.questions.markers import BLANK

_NAMED = 3
"""Places named in one sentence; more would bury the others."""


def no_item_has_the_words_of_its_skeleton(content: Content) -> Iterator[Finding]:
    """Find items in which texts of the skeleton still stand."""
    for file, item in content.each_item():
        words = skeletons.words(item["kind"])
        written = [*strings.walk(item), *((name, item.get(name)) for name in ("objective", "unit"))]
        left = [place for place, text in written if text in words and not BLANK.fullmatch(text)]
        if left:
            more = f" and {len(left) - _NAMED} more" if len(left) > _NAMED else ""
            yield error(
                file,
                item["id"],
                f"it still has the words of the skeleton in {', '.join(left[:_NAMED])}{more}",
                "write them, or take the item out of the bank",
            )


def no_lesson_has_the_words_of_its_skeleton(content: Content) -> Iterator[Finding]:
    """Find lessons, and their entries in course.yaml, in which sentences of the skeleton still stand."""
    for file, text in content.lessons.items():
        slug = file.rpartition("/")[2].removesuffix(".md")
        skeleton = written_file.skeleton("lesson.md", slug=slug, bank=slug).splitlines()
        words = {line for line in skeleton if line.startswith(("Write ", "Show ", "Ask ", "Let "))}
        left = [number for number, line in enumerate(text.splitlines(), 1) if line in words]
        if left:
            lines = ", ".join(map(str, left))
            yield error(file, "", f"it still has the words of the skeleton in line {lines}", "write them")
    for module in content.course.modules:
        entry = written_file.skeleton("module.yaml", slug=module.slug, bank=module.slug, number="0")
        unwritten = [text for text in (module.title, *module.objectives.values()) if f'"{text}"' in entry]
        for text in unwritten:
            yield error("course.yaml", module.slug, f"it still has the skeleton's {text!r}", "write it")


def no_fact_has_the_words_of_its_skeleton(content: Content) -> Iterator[Finding]:
    """Find facts in which texts of the skeleton still stand."""
    skeleton = written_file.skeleton("fact.yaml", id="id", source="id")
    for fact in content.evidence.facts.values():
        texts = {"statement": fact.statement, "locator": fact.locator, "limit": fact.limit}
        left = [name for name, text in texts.items() if f'{name}: "{text}"' in skeleton]
        if left:
            problem = f"it still has the words of the skeleton in {', '.join(left)}"
            yield error(fact.file, fact.id, problem, "write them from the primary document")
