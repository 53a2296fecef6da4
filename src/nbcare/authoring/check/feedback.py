"""Rules: every item says why, and every choice has feedback of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nbcare.authoring import skeletons
from nbcare.authoring.check.content import Content
from nbcare.authoring.check.finding import Finding, error
from nbcare.questions import answer_text

_VERDICT = set(
    "yes no not quite that this is it s was the a an your answer choice option correct incorrect right wrong true false".split()
)


def every_item_says_why(content: Content) -> Iterator[Finding]:
    """Find items without a rationale."""
    for file, item in content.each_item():
        if not str(item.get("why", "")).strip():
            yield error(file, item["id"], "it has no 'why'", "write the rationale, with the facts it rests on")


def every_choice_has_feedback(content: Content) -> Iterator[Finding]:
    """Find choices without feedback, and feedback without a choice."""
    for file, item in content.each_item():
        wanted, written = list(answer_text.choices(item)), item.get("feedback") or {}
        for key in wanted:
            if not str(written.get(key, "")).strip():
                yield error(
                    file,
                    item["id"],
                    f"choice {key} has no feedback",
                    f"write 'feedback: {key}:', naming the misconception or the fact",
                )
        for key in written:
            if key not in wanted:
                yield error(
                    file,
                    item["id"],
                    f"feedback {key} belongs to no choice",
                    f"its choices are {', '.join(wanted) or 'none'}",
                )


def no_feedback_is_used_twice(content: Content) -> Iterator[Finding]:
    """Find feedback that two choices share, anywhere in the course."""
    first: dict[str, str] = {}
    for file, item in content.each_item():
        for key, text in (item.get("feedback") or {}).items():
            same = re.sub(r"\W+", " ", str(text).lower()).strip()
            place = f"{item['id']} {key}"
            if text in skeletons.words(item["kind"]):
                continue  # every skeleton of a kind has it; another rule says so
            if same and same in first:
                yield error(
                    file,
                    item["id"],
                    f"the feedback of {key} is also that of {first[same]}",
                    "say what is particular to this choice",
                )
            first.setdefault(same, place)


def no_feedback_is_only_a_verdict(content: Content) -> Iterator[Finding]:
    """Find feedback that says no more than right or wrong."""
    for file, item in content.each_item():
        for key, text in (item.get("feedback") or {}).items():
            words = set(re.findall(r"[a-z]+", str(text).lower()))
            if words and words <= _VERDICT:
                yield error(
                    file,
                    item["id"],
                    f"the feedback of {key} is only '{text}'",
                    "say why, in a sentence a colleague would find useful",
                )
