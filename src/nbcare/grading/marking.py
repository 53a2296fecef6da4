"""Mark one submission from the bank: what each item earns, and the remarks for the report."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nbcare.answers import layout
from nbcare.answers.files import UnreadableError
from nbcare.answers.submitted_answers import Submission, read_submission
from nbcare.grading.quarantine import was_set_aside
from nbcare.grading.variants import AnsweredVariant, which
from nbcare.questions import scoring
from nbcare.questions.item import Item
from nbcare.questions.variants import dealing

_LONGEST_LIST = 5


@dataclass(frozen=True)
class Mark:
    """What one item earned; points None waits for a person."""

    item: Item
    response: object
    points: int | None
    max: int
    status: str  # scored, unanswered, invalid, manual or unreadable
    problem: str = ""
    changed: bool = False
    variant: str = ""
    surprising: bool = False


@dataclass
class Marking:
    """All marks of one submission and the sentences for the report."""

    marks: dict[str, Mark] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def count(self, *statuses: str) -> int:
        """Return how many items have one of these statuses."""
        return sum(mark.status in statuses for mark in self.marks.values())

    @property
    def points(self) -> int:
        """Return what the items scored so far have earned together."""
        return sum(mark.points or 0 for mark in self.marks.values())


def mark_submission(
    root: Path, learner: str, assessment: str, items: Mapping[str, Item], shown: dict[str, str]
) -> Marking:
    """Mark what stands in submitted/; nothing in there can raise, run, or change what counts."""
    try:
        if reason := was_set_aside(root, learner, assessment):
            raise UnreadableError(f"it {reason}")
        path = layout.submission(root, learner, assessment) / layout.RESPONSES
        handed_in = read_submission(path, assessment)
    except (UnreadableError, OSError, RecursionError, ValueError) as error:
        return _unreadable(items, str(error))
    marking = Marking(notes=_odd(handed_in))
    entries = handed_in.raw.get("items", {}) if handed_in.items else {}
    for id, item in items.items():
        response = handed_in.items.get(id)
        mark = _mark(
            item, response, _changed(entries.get(id), shown.get(id)), which(item, response, handed_in.raw.get("seed"))
        )
        marking.marks[id] = mark
    cases = {item["case"] for item in items.values() if "case" in item}
    # The entry of a case holds how far it was opened: it is not marked, and not reported as odd either.
    marking.notes += _about(marking, {id: given for id, given in handed_in.items.items() if id not in cases})
    return marking


def _mark(item: Item, response: object, changed: bool, variant: AnsweredVariant) -> Mark:
    score = scoring.score(item, response)
    points = None if score.status == scoring.Status.MANUAL else score.points
    # A bug in scoring must stop this submission, not pay for it.
    if points is not None and not 0 <= points <= score.max:
        raise ArithmeticError(f"{item['id']}: {points} of {score.max} points")
    answered = score.status != scoring.Status.UNANSWERED
    return Mark(
        item,
        response,
        points,
        score.max,
        str(score.status),
        score.problem,
        changed and answered,
        variant.id,
        variant.surprising and score.status == scoring.Status.SCORED,
    )


def _unreadable(items: Mapping[str, Item], reason: str) -> Marking:
    marks = {id: Mark(item, None, None, scoring.maximum(item), "unreadable", reason) for id, item in items.items()}
    return Marking(
        marks, [f"responses.json could not be read: {reason}. A person has to look at it; nothing was taken off."]
    )


def _odd(handed_in: Submission) -> list[str]:
    return [f"{problem[:1].upper()}{problem[1:]}." for problem in _few(handed_in.problems)]


def _about(marking: Marking, given: dict[str, object]) -> list[str]:
    notes = []
    if not marking.count("scored", "invalid", "manual"):
        notes.append("Nothing was answered.")
    for id, mark in marking.marks.items():
        if mark.status == "invalid":
            notes.append(f"{id} holds no answer that the question allows and earns nothing: {mark.problem}.")
    notes += _about_variants(marking.marks.values())
    if unknown := [id for id in given if id not in marking.marks]:
        notes.append(f"Not part of this quiz, ignored: {', '.join(_few(map(_short, unknown)))}.")
    if changed := [id for id, mark in marking.marks.items() if mark.changed]:
        notes.append(f"Changed since it was answered: {', '.join(changed)}.")
    if marking.count("manual"):
        notes.append("The written answer waits for a person.")
    return notes


def _changed(entry: object, shown: str | None) -> bool:
    answered_as = entry.get("shown") if isinstance(entry, dict) else None
    # Without a hash nothing is known about what the learner saw: no ground for a remark.
    return isinstance(answered_as, str) and bool(answered_as) and shown is not None and answered_as != shown


def _few(texts: Iterable[str]) -> list[str]:
    texts = list(texts)
    return texts if len(texts) <= _LONGEST_LIST else [*texts[:_LONGEST_LIST], f"and {len(texts) - _LONGEST_LIST} more"]


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:40] + "…")


def _about_variants(marks: Iterable[Mark]) -> Iterator[str]:
    """Yield a sentence for the report about each answer to surprising numbers."""
    for mark in marks:
        if mark.surprising:
            own = next(each for each in dealing.variants_of(mark.item) if each["id"] == mark.variant)
            numbers = ", ".join(
                f"{name} {value}" for name, value in dealing.printed_values(own, "").items() if name != dealing.ANSWER
            )
            yield (
                f"{mark.item['id']} is answered for numbers ({numbers}) that the seed in this file does not give;"
                " it is scored by the numbers it names. A person should look at it."
            )
