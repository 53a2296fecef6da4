"""The messages between a page and the program that saves its answers, and the files that they are saved in.

A kernel and the portal send the same messages; frontend/nbcare/static/kit/contact.js and pages/ read them.
"""

from typing import Any, Literal, NotRequired, TypedDict

from nbcare.questions.props import Props


class OptionalFields(TypedDict, total=False):
    """What is known of how an answer was given, where its page told it.

    `opened` is when that page began to show the item, `seconds` how long the page was in sight since then, or since the
    item's save before: all revisions of an answer add up, and the items of one page run side by side. `sure` is 1 for
    unsure, 2 for in between, 3 for sure.
    """

    opened: str
    seconds: float
    sure: int


class Entry(OptionalFields):
    """One saved answer; under the id of a case, how many of its steps are open."""

    response: Any
    revision: int
    shown: str
    at: str


class ResponsesFile(TypedDict):
    """responses.json, version 1. Its entries come from the disk: only responses_format.py makes an Entry of one."""

    version: int
    assessment: str
    course: str
    seed: str
    items: dict[str, Any]


class Request(TypedDict, total=False):
    """A page's request. It is not trusted: each field may be missing, or of any type."""

    type: Any
    nonce: Any
    item: Any
    case: Any
    response: Any
    saw: Any
    shown: Any
    opened: Any
    seconds: Any
    sure: Any
    reviewed: Any


class Progress(TypedDict):
    """How many of the questions that count are answered."""

    answered: int
    total: int


class ProgressMessage(Progress):
    """The progress as a message of the kernel."""

    type: Literal["progress"]


class ItemState(TypedDict):
    """What is on disk for one question; `earlier` is the answer to the same question before the lesson.

    `changed` says that the answer on disk is to the question as it was, and `response` is None therefore; `corrected` that
    the right answer of a practice question is another one than when it was answered.
    """

    response: Any
    revision: int
    earlier: NotRequired[Any]
    changed: NotRequired[bool]
    corrected: NotRequired[bool]


class CaseState(TypedDict):
    """How many steps of a case are opened, and what is on disk for each of its questions."""

    opened: int
    items: dict[str, ItemState]


class Receipt(TypedDict):
    """What a learner keeps of a hand-in; `hash` is the short one that learner and instructor compare.

    `counts` is false while a hand-in that came after results were returned waits for the instructor.
    """

    learner: str
    assessment: str
    at: str
    hash: str
    answered: int
    total: int
    where: NotRequired[str]
    attempt: NotRequired[int]
    late: NotRequired[bool]
    counts: NotRequired[bool]


class HandInFile(TypedDict):
    """One file to pass on; `responses` is the whole of responses.json."""

    version: int
    course: str
    assessment: str
    learner: str
    at: str
    responses: dict[str, Any]


class QuizTerms(TypedDict):
    """What the page of a quiz knows of its due date and its attempts."""

    due: str
    attempts: int | None
    used: int
    handed_in: Receipt | None
    locked: bool
    may_reopen: bool
    late_now: bool
    after_results: bool
    returned: bool


class SavedReply(TypedDict):
    """The answer is on disk."""

    type: Literal["saved"]
    nonce: Any
    item: Any
    revision: int
    at: str
    progress: NotRequired[Progress]


class ConflictReply(TypedDict):
    """Another answer is on disk, which the page had not seen."""

    type: Literal["conflict"]
    nonce: Any
    item: Any
    revision: int
    response: Any


class RefusedReply(TypedDict):
    """Nothing was written, and why; with `again` the page may send the same once more. `code` is for scripts.

    `changed` names the answers of a hand-in that are not those that its page showed: by id their revision, or of a case
    how many of its steps are open.
    """

    type: Literal["refused"]
    reason: str
    nonce: NotRequired[Any]
    item: NotRequired[Any]
    again: NotRequired[bool]
    code: NotRequired[str]
    changed: NotRequired[dict[str, int]]


class OpenedReply(TypedDict):
    """How many steps of a case are open; the portal adds what the page needs to show them."""

    type: Literal["opened"]
    nonce: Any
    case: Any
    opened: int
    items: NotRequired[dict[str, ItemState]]
    steps: NotRequired[list[Props]]
    step: NotRequired[Props]


class NotOpenedReply(TypedDict):
    """No step was opened, and why."""

    type: Literal["not-opened"]
    reason: str
    nonce: NotRequired[Any]
    case: NotRequired[Any]
    again: NotRequired[bool]
    code: NotRequired[str]


class HandedInReply(TypedDict):
    """The answers are handed in."""

    type: Literal["handed-in"]
    nonce: Any
    receipt: Receipt
    quiz: NotRequired[QuizTerms | None]


class ReopenedReply(TypedDict):
    """A new attempt has begun."""

    type: Literal["reopened"]
    nonce: Any
    quiz: QuizTerms | None


SaveReply = SavedReply | ConflictReply | RefusedReply
MoveReply = OpenedReply | NotOpenedReply
PortalReply = SaveReply | MoveReply | HandedInReply | ReopenedReply
