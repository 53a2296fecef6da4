"""Say how far a case is opened, and which of its answers are locked: kept in the answers file beside the answers.

The entry of a case is {"response": {"opened": 3}, …} under the case's own id. Grading looks up item ids only, so it
never meets it. A number that is missing or spoiled is worked out from the answers, which only an opened step can have.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

STEPS = (
    "recognize-cues",
    "analyze-cues",
    "prioritize-hypotheses",
    "generate-solutions",
    "take-action",
    "evaluate-outcomes",
)
"""The six steps of the NCSBN Clinical Judgment Measurement Model, in their order."""

NAMES = tuple(step.replace("-", " ").capitalize() for step in STEPS)
"""The steps as a learner reads them; kit/strings.js has the same."""

Cases = Mapping[str, Sequence[str]]
"""The items of each case, in the order of their steps."""


def opened(entries: Mapping[str, object], case: str, ids: Sequence[str]) -> int:
    """Return how many steps are opened: 1 at the start, one more than there are steps when the case is finished."""
    entry = entries.get(case)
    response = entry.get("response") if isinstance(entry, dict) else None
    recorded = response.get("opened") if isinstance(response, dict) else None
    recorded = recorded if type(recorded) is int else 1
    answered = [place for place, id in enumerate(ids, 1) if _answered(entries.get(id))]
    return min(max(recorded, 1, *answered), len(ids) + 1)


def why_locked(entries: Mapping[str, object], cases: Cases, id: str) -> str:
    """Return why an answer to this item is not taken, or nothing."""
    for case, ids in cases.items():
        if id in ids:
            step, now = ids.index(id) + 1, opened(entries, case, ids)
            if step < now:
                then = f"when step {step + 1} was opened" if step < len(ids) else "when the case was finished"
                return f"The answer to step {step} was locked {then}. It cannot be changed any more."
            if step > now:
                return f"Step {step} is not open yet. Open the steps before it first."
    return ""


def _answered(entry: object) -> bool:
    return isinstance(entry, dict) and entry.get("response") is not None
