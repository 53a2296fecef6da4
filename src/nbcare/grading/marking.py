"""Mark one submission from the bank: what each item earns, and the remarks for the report."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from nbcare.answers import files, layout
from nbcare.answers.files import UnreadableError
from nbcare.answers.submissions import placed_at
from nbcare.answers.submitted_answers import Submission, parse_submission
from nbcare.grading.asked_forms import TODAY, AskedForms, is_unknown
from nbcare.grading.earlier_answers import Earlier
from nbcare.grading.quarantine import was_set_aside
from nbcare.grading.variants import AnsweredVariant, which
from nbcare.questions import scoring
from nbcare.questions.item import Item
from nbcare.questions.variants import dealing

NOT_KEPT = "not-kept"
"""The status of an answer to a form of the question that nobody knows any more."""
_LONGEST_LIST = 5


@dataclass(frozen=True)
class Mark:
    """What one item earned; points None waits for a person."""

    item: Item
    response: object
    points: int | None
    max: int
    status: str  # scored, unanswered, invalid, manual, unreadable or not-kept
    problem: str = ""
    form: str = TODAY
    variant: str = ""
    surprising: bool = False

    @property
    def marked_by_earlier(self) -> bool:
        """Return whether the question has changed since it was answered, and is marked as it was then."""
        return self.form != TODAY and not is_unknown(self.form)


MarkItem = Callable[[Item, object, str, AnsweredVariant], Mark]
"""What marks one item's response: mark_item, or something that remembers what it came to."""


@dataclass
class Marking:
    """All marks of one submission and the sentences for the report."""

    marks: dict[str, Mark] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    at: datetime | None = None
    """When the submission was handed in."""
    content: bytes | None = None
    """What was handed in as responses.json; None without one, or when it may not be opened."""
    receipt: str | None = None
    """What the learner was given as proof of these answers; None when nothing can be read."""
    kept: bytes | None = None
    """The answers that the run before graded, when what was handed in is gone or cannot be read now."""

    def count(self, *statuses: str) -> int:
        """Return how many items have one of these statuses."""
        return sum(mark.status in statuses for mark in self.marks.values())

    @property
    def points(self) -> int:
        """Return what the items scored so far have earned together."""
        return sum(mark.points or 0 for mark in self.marks.values())


def mark_submission(
    root: Path,
    learner: str,
    assessment: str,
    forms: AskedForms,
    earlier: Earlier | None = None,
    mark: MarkItem | None = None,
) -> Marking:
    """Mark what stands in submitted/; nothing in there can raise, run, or change what counts.

    `earlier` is what the run before graded: answers that are lost since then wait for a person. `mark` takes the place
    of mark_item for a class, in which many give the same answer.
    """
    content, problem = _content(root, learner, assessment)
    at = placed_at(root, learner, assessment)
    empty = not (content or b"").strip()
    # A page never takes its file of answers back: one that is missing from a later hand-in, too, was lost on its way.
    lost = earlier is not None and earlier.held_answers and (empty or not earlier.is_older(at))
    try:
        if problem:
            raise UnreadableError(problem)
        if lost and empty:
            raise UnreadableError("it is gone or empty, and an earlier run graded answers of this learner")
        handed_in = parse_submission(content, assessment)
    except (UnreadableError, RecursionError, ValueError) as error:
        marking = _unreadable(forms.items, str(error))
        marking.kept = earlier.content if earlier is not None and lost else None
    else:
        marking = _marked(handed_in, forms, mark or mark_item)
        marking.receipt = files.receipt_of(handed_in.raw) if handed_in.raw else None
    marking.at, marking.content = at, content
    if marking.receipt is None and content is not None:
        marking.receipt = files.receipt(content)
    return marking


def _content(root: Path, learner: str, assessment: str) -> tuple[bytes | None, str]:
    """Return the bytes of responses.json, None without one, and why they cannot be read."""
    try:
        if reason := was_set_aside(root, learner, assessment):
            return None, f"it {reason}"
        return files.read_bytes(layout.submission(root, learner, assessment) / layout.RESPONSES), ""
    except FileNotFoundError:
        return None, ""
    except UnreadableError as error:
        return None, str(error)
    except OSError as error:
        return None, f"it cannot be opened: {error.strerror}"


def _marked(handed_in: Submission, forms: AskedForms, mark: MarkItem) -> Marking:
    marking = Marking(notes=_odd(handed_in))
    entries = handed_in.raw.get("items", {}) if handed_in.items else {}
    for id in forms.items:
        response, form = handed_in.items.get(id), forms.form_of(id, entries.get(id))
        item = forms.item(id, form)
        marking.marks[id] = mark(item, response, form, which(item, response, handed_in.raw.get("seed")))
    cases = {item["case"] for item in forms.items.values() if "case" in item}
    # The entry of a case holds how far it was opened: it is not marked, and not reported as odd either.
    marking.notes += _about(marking, {id: given for id, given in handed_in.items.items() if id not in cases})
    return marking


def mark_item(item: Item, response: object, form: str, variant: AnsweredVariant) -> Mark:
    """Mark the response to one item in the form in which it was answered; of one that was not kept, a person has to."""
    score = scoring.score(item, response)
    if score.status == scoring.Status.UNANSWERED:
        form = TODAY
    if is_unknown(form) and score.status != scoring.Status.MANUAL:
        return Mark(item, response, None, score.max, NOT_KEPT, form=form)
    points = None if score.status == scoring.Status.MANUAL else score.points
    # A bug in scoring must stop this submission, not pay for it.
    if points is not None and not 0 <= points <= score.max:
        raise ArithmeticError(f"{item['id']}: {points} of {score.max} points")
    return Mark(
        item,
        response,
        points,
        score.max,
        str(score.status),
        score.problem,
        form,
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
    if not marking.count("scored", "invalid", "manual", NOT_KEPT):
        notes.append("Nothing was answered.")
    for id, mark in marking.marks.items():
        if mark.status == "invalid":
            notes.append(f"{id} holds no answer that the question allows and earns nothing: {mark.problem}.")
    notes += _about_variants(marking.marks.values())
    if unknown := [id for id in given if id not in marking.marks]:
        notes.append(f"Not part of this quiz, ignored: {', '.join(_few(map(_short, unknown)))}.")
    notes += about_changes({id: mark.form for id, mark in marking.marks.items()})
    if marking.count("manual"):
        notes.append("The written answer waits for a person.")
    return notes


def about_changes(forms: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence about the items that have changed since they were answered; `forms` names each item's form."""
    if unknown := [id for id, form in forms.items() if is_unknown(form)]:
        yield (
            f"Changed since it was answered, and the earlier question was not kept: {', '.join(unknown)}."
            " A person has to give the points."
        )
    if kept := [id for id, form in forms.items() if form != TODAY and not is_unknown(form)]:
        yield f"Changed since it was answered, and marked by the earlier question: {', '.join(kept)}."


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
