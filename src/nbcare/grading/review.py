"""Lay out one graded item for its reader: the question, the answer, the right answer, and why."""

import json

from nbcare.grading.marking import NOT_KEPT, Mark
from nbcare.grading.review_shapes import Review, ReviewChoice, ReviewLine
from nbcare.grading.variants import in_variant
from nbcare.questions import scoring
from nbcare.questions.answer_text import choices, lines, passage, right
from nbcare.questions.case_steps import NAMES, STEPS
from nbcare.questions.item import Exhibit, Item
from nbcare.questions.kind import Line
from nbcare.questions.props import Props
from nbcare.questions.typed import is_typed

# A chart longer than this is left to the page of the quiz: the review travels with every learner's results.
_EXHIBIT_BYTES = 20_000
_NOTHING = "Nothing chosen."
_STATUS = {
    "scored": "",
    "unanswered": "Not answered.",
    "manual": "A person reads this answer and gives the points.",
    "unreadable": "The answers of this submission could not be read. A person has to look at it.",
}
_NOT_KEPT = (
    "This question reads differently than when it was answered, and the earlier question was not kept."
    " A person has to give the points."
)
_REMARKS = {
    "surprising": "These are not the numbers that this course gave with these saved answers. The answer is scored by the numbers it names;"
    " your instructor may ask about it.",
    "marked_by_earlier": "The course has changed this question since it was answered. It is shown and marked as it was then.",
}


def lay_out(mark: Mark, item: Props) -> Review:
    """Return everything a page needs to show one item; `item` carries key, rationale and sources in words."""
    item = in_variant(item, mark.variant)
    marks = scoring.marks(mark.item, mark.response) if mark.status == "scored" else {}
    given = lines(item, mark.response) if mark.status in ("scored", "manual") else []
    wanted = right(item, mark.response)
    return {
        "id": item["id"],
        "kind": item["kind"],
        "step": step(mark.item),
        "stem": item["stem"],
        "passage": passage(item),
        "exhibits": _exhibits(item),
        "points": mark.points,
        "max": mark.max,
        "status": mark.status,
        "said": _typed(mark) or _STATUS.get(mark.status) or _unmarked(mark) or ("" if given else _NOTHING),
        "given": [_line(line, marks) for line in given],
        "right": [_line(line, {}) for line in wanted],
        "why": item.get("why", ""),
        "choices": _choices(item, marks, given, wanted),
        "sources": item.get("sources", []),
        "remarks": [_REMARKS[name] for name in _REMARKS if getattr(mark, name)],
    }


def step(item: Item) -> str:
    """Return which step of a case an item is; an empty string for an item of its own."""
    if "case" not in item:
        return ""
    number = STEPS.index(item["step"])
    return f"Step {number + 1} of {len(STEPS)}: {NAMES[number]}"


def _exhibits(item: Props) -> list[Exhibit]:
    """Return the chart without its pictures, whose words stay; nothing when it is long."""
    exhibits = [_without_picture(one) for one in item.get("exhibits", ())]
    return exhibits if len(json.dumps(exhibits)) <= _EXHIBIT_BYTES else []


def _without_picture(one: Exhibit) -> Exhibit:
    bare = one.copy()
    bare.pop("image", None)
    return bare


def _typed(mark: Mark) -> str:
    """Say what was typed where it is no answer."""
    if mark.status != "unanswered" or not is_typed(mark.response):
        return ""
    return f"Not answered. Typed, and no answer: {lines(mark.item, mark.response)[0].text}."


def _unmarked(mark: Mark) -> str:
    if mark.status not in ("invalid", NOT_KEPT):
        return ""
    shown = json.dumps(mark.response, ensure_ascii=False)
    shown = shown if len(shown) <= 120 else shown[:120] + " …"
    if mark.status == NOT_KEPT:
        return f"{_NOT_KEPT} What was saved: {shown}"
    return f"What was saved is not an answer to this question and earns nothing ({mark.problem}): {shown}"


def _line(line: Line, marks: dict[str, str]) -> ReviewLine:
    return {"place": line.place, "text": line.text, "mark": marks.get(line.marked, "")}


def _choices(item: Props, marks: dict[str, str], given: list[Line], wanted: list[Line]) -> list[ReviewChoice]:
    feedback, chosen = item.get("feedback", {}), {line.element: marks.get(line.marked, "") for line in given}
    # A number's feedback is for an error, which has a mark and is no line of the answer.
    chosen |= {id: "wrong" for id, mark in marks.items() if mark == "wrong" and id not in chosen}
    missed = {line.element for line in wanted} if marks else set()
    by_choice = scoring.kind_of(
        item
    ).feedback_by_choice  # "chosen" would mean nothing beside a row, a place or an error
    return [
        {
            "text": text,
            "feedback": feedback[element],
            "mark": chosen.get(element) or ("missed" if element in missed else ""),
            "chosen": element in chosen and by_choice,
        }
        for element, text in choices(item).items()
        if element in feedback
    ]
