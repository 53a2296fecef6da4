"""Save answers: many together, each as if it were alone, and none in the place of one that its page had not seen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypedDict

from sqlalchemy import Connection, select

from nbcare.store import many_rows, scopes, tables
from nbcare.store.job import Failed
from nbcare.store.values import amount, encode, name, small


class SavedAnswer(TypedDict):
    """What is known of each answer beside one that is saved: `response` is None for one that was cleared."""

    response: Any
    revision: int


Answers: TypeAlias = Mapping[str, SavedAnswer]
"""All answers of one learner to one module or quiz, by item."""
Guard: TypeAlias = Callable[[Answers, bool], None]
"""Raises an error when an answer may not be saved beside these ones; True when they are handed in."""


@dataclass(frozen=True)
class Saved:
    """An answer that was saved, and all answers as they are now."""

    revision: int
    at: str
    answers: Answers = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class Conflict:
    """The newer answer that is kept, which the page that tried to save had not seen."""

    revision: int
    response: Any


@dataclass(frozen=True, slots=True)
class Save:
    """The job that saves one answer, unless another was saved since revision `saw`; it returns `Saved` or `Conflict`.

    `shown` is the hash of the item as the learner saw it, `release` the course's; `at` is now and `opened` when her
    page began to show the item, both ISO 8601; `seconds` is how long that page was in sight since then or since her save
    before, `sure` how sure she says she is. The caller has looked whether the response fits the item; `guard` may refuse
    it by what is kept. Raise UnstorableError for a value that no database keeps.
    """

    learner: str
    scope: str
    item: str
    response: Any
    saw: int
    shown: str
    release: str
    at: str
    opened: str | None = None
    seconds: float | None = None
    sure: int | None = None
    guard: Guard | None = None
    text: str = field(init=False, default="")

    def __post_init__(self) -> None:
        name(self.learner, "the learner")
        name(self.scope, "the scope")
        name(self.item, "the item")
        name(self.at, "the moment")
        if self.opened is not None:
            name(self.opened, "the moment of opening")
        amount(self.seconds, "the time on the item")
        small(self.sure, "how sure")
        object.__setattr__(self, "text", encode(self.response))  # once, and not each time the job is run

    def __call__(self, connection: Connection) -> Saved | Conflict:
        """Save this answer alone; raise what the guard raises."""
        (outcome,) = self.together(connection, [self])
        if isinstance(outcome, Failed):
            raise outcome.error
        return outcome

    def together(self, connection: Connection, jobs: Sequence["Save"]) -> list[Saved | Conflict | Failed]:
        """Save these answers in their order; one that its guard refuses changes nothing for the others."""
        begun = {(each.learner, each.scope): (each.release, each.at) for each in reversed(jobs)}
        keys = list(begun)
        handed_in = scopes.lock(connection, keys, begun)
        standing = many_rows.read_answers(connection, keys)
        batch = _Batch(connection)
        outcomes = [batch.decide(each, standing[key := (each.learner, each.scope)], handed_in[key]) for each in jobs]
        many_rows.insert(connection, tables.answer_history, batch.history)
        many_rows.insert(connection, tables.answers, list(batch.latest.values()), replace=True)
        return outcomes


class _Batch:
    """What the answers of one batch add to the history, and the latest of each item."""

    def __init__(self, connection: Connection):
        self._connection = connection
        self.history: list[tuple[Any, ...]] = []
        self.latest: dict[tuple[str, str, str], tuple[Any, ...]] = {}

    def decide(self, save: Save, answers: dict[str, SavedAnswer], handed_in: bool) -> Saved | Conflict | Failed:
        if save.guard is not None:
            try:
                save.guard(answers, handed_in)
            except Exception as error:
                return Failed(error)
        old = answers.get(save.item)
        revision = old["revision"] if old else 0
        if revision != save.saw:
            # The same answer twice is a retry whose acknowledgement was lost.
            if old and revision > save.saw and old["response"] == save.response:
                return Saved(revision, self._at(save), answers)
            return Conflict(revision, old["response"] if old else None)
        self._add(save, revision + 1)
        answers[save.item] = {"response": save.response, "revision": revision + 1}
        return Saved(revision + 1, save.at, answers)

    def _add(self, save: Save, revision: int) -> None:
        key = save.learner, save.scope, save.item
        row = (*key, revision, save.text, save.shown, save.at, save.opened, save.seconds, save.sure)
        self.latest[key] = row
        self.history.append((*row, save.release))

    def _at(self, save: Save) -> str:
        """Return when the answer that is kept was saved."""
        key = save.learner, save.scope, save.item
        if key in self.latest:
            return str(self.latest[key][6])
        table = tables.answers.c
        query = select(table.at).where(table.learner == key[0], table.scope == key[1], table.item == key[2])
        return str(self._connection.execute(query).scalar_one())
