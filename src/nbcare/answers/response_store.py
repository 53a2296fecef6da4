"""What every place of answers can do: one learner's answers to one module or quiz, in a file or in the store."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nbcare.answers.errors import ResponseRefusedError
from nbcare.answers.files import bounds_problem
from nbcare.answers.messages import Entry, OptionalFields, Receipt
from nbcare.questions import case_steps

if TYPE_CHECKING:
    from nbcare.answers.reviewed import Check


@dataclass(frozen=True)
class Saved:
    """An answer that was saved, and all saved answers."""

    revision: int
    at: str
    answers: Mapping[str, Entry] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class Conflict:
    """The newer answer that is kept, which the page that tried to save had not seen."""

    revision: int
    response: Any


class ResponseStore(ABC):
    """Read and save the answers of one learner to one assessment.

    `known` gives the kind of each question by its id, `cases` the steps of each case. A failed read or write raises
    OSError with a `strerror` for the learner.
    """

    def __init__(self, assessment: str, course: str, known: Mapping[str, str], cases: case_steps.Cases | None = None):
        self.assessment, self.course = assessment, course
        self.known, self.cases = known, cases or {}

    def renew(self, course: str, known: Mapping[str, str], cases: case_steps.Cases) -> None:
        """Go on with the questions of a newer release of the course; the answers stay."""
        self.course, self.known, self.cases = course, known, cases

    @property
    @abstractmethod
    def place(self) -> str:
        """Return a name of where the answers are kept, different for each learner and assessment."""

    @property
    @abstractmethod
    def seed(self) -> str:
        """Return the random seed of option order and variants, made once for each learner and assessment."""

    @abstractmethod
    def read(self) -> dict[str, Entry]:
        """Return the saved answers of the known items: response, revision, shown, at, and how each was given."""

    @abstractmethod
    def save(
        self, item_id: str, response: Any, saw: int, shown: str, more: OptionalFields | None = None
    ) -> Saved | Conflict:
        """Save an answer, unless another one was saved since revision `saw`; `more` is how it was given."""

    @abstractmethod
    def opened(self, case: str) -> int:
        """Return how many steps of a case are opened; one more than it has when it is finished."""

    @abstractmethod
    def open_step(self, case: str, saw: int, shown: str) -> int:
        """Lock the step that is open and open the next, unless `saw` is out of date; return how many are open."""

    @abstractmethod
    def begin_again(self, case: str, saw: int, shown: str) -> int:
        """Clear the answers of a case and go back to its first step, unless `saw` is out of date; return how many are open."""

    @abstractmethod
    def hand_in(self, graded: Sequence[str] | None, nonce: str | None = None, check: Check | None = None) -> Receipt:
        """Hand the saved answers in and return the receipt; raise HandInRefusedError.

        `graded` are the ids of the questions that count; None: all that are answered. `nonce` names the page's request:
        the same one again hands nothing in and returns the first one's receipt. `check` may refuse the very answers that
        would be handed in.
        """

    @abstractmethod
    def last_receipt(self) -> Receipt | None:
        """Return the receipt of the last time these answers were handed in, if they were."""

    @abstractmethod
    def receipt_hash(self) -> str:
        """Return the hash that a receipt would bear if the answers were handed in as they are; empty when it cannot be told."""

    def refuse(self, item_id: str, response: Any) -> None:
        """Raise ResponseRefusedError for an item that is not here, or an answer that is beyond all bounds."""
        if item_id not in self.known or item_id in self.cases:
            raise ResponseRefusedError(f"there is no question {item_id} here")
        if problem := bounds_problem(response):
            raise ResponseRefusedError(problem)
