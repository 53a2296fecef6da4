"""Say what one kind of question is: everything that another part of the course may ask about it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from nbcare.questions.item import Item
from nbcare.questions.result import Status
from nbcare.questions.shapes import KindSchema

KindItem = TypeVar("KindItem", bound=Item)
"""The item of one kind: `Item`, and the fields of its own."""
Answer = TypeVar("Answer")
Response = TypeVar("Response")
Problem = tuple[str, str]
"""What is wrong with an item, and what to do."""


class Choice(NamedTuple):
    """Name one thing that feedback is written for: as its author wrote it, and as a reader of a review needs it."""

    written: str
    words: str


class Line(NamedTuple):
    """Say one thing that an answer chose: where, what, and the ids of its feedback and of its mark."""

    place: str
    text: str
    element: str
    marked: str


@dataclass(frozen=True)
class ChoiceSet:
    """Hold one list of options: where it stands, and which of them are right."""

    place: str
    options: dict[str, str]
    right: frozenset[str]
    shuffled: bool

    @property
    def only_right(self) -> str:
        """Return the one right option's id, or nothing when there are several."""
        return next(iter(self.right)) if len(self.right) == 1 else ""

    @property
    def wrong(self) -> list[str]:
        """Return the ids of the wrong options, in written order."""
        return [id for id in self.options if id not in self.right]


def no_problems(item: Item) -> Iterable[Problem]:
    """Find nothing: the schema says all there is to say."""
    return ()


def no_choices(item: Item) -> dict[str, Choice]:
    """Give no choice that feedback could be written for."""
    return {}


def _none(item: Item) -> tuple[()]:
    return ()


def _no_number(item: Item) -> int:
    return 0


def _complete(item: Item, response: object) -> str:
    return ""


def _nothing_more(item: Item) -> dict[str, object]:
    return {}


@dataclass(frozen=True)
class Kind(Generic[KindItem, Answer, Response]):
    """Answer every question that scoring, saving, checking, printing and reviewing ask about a kind.

    `item` is an item of the bank, or what a learner sees of it where no key is needed. A learner may send anything:
    `read` alone takes any object. A *response* is what `read` does not refuse, an *answer* is what `read` makes of it;
    it never needs the key. `Kind[SingleItem, str | None, str]` names the three types, in this order.
    """

    read: Callable[[KindItem, object], Answer]
    """Turn a response into an answer, None into the empty one; raise InvalidResponseError for what is no answer."""
    points: Callable[[KindItem, Answer], int]
    """Give the whole points that an answer earns."""
    maximum: Callable[[KindItem], int]
    """Give the most points that the item can earn."""
    marks: Callable[[KindItem, Answer], dict[str, str]]
    """Mark each element of the item right, wrong, missed or nothing."""
    key: Callable[[KindItem], Response]
    """Give the response that is right throughout."""
    everything: Callable[[KindItem], object]
    """Give the response of someone who chooses all there is."""
    choices: Callable[[KindItem], dict[str, Choice]]
    """List, in reading order, each id that feedback has: the one such list."""
    lines: Callable[[KindItem, Response], list[Line]]
    """Say a response that `read` takes, or the item's key, in words."""
    schema: KindSchema
    """The fields of its own in a bank: `required`, `properties`, and `$defs` that only they use."""
    seen: Collection[str]
    """The fields of its own that a learner may see before answering; no other field leaves the instructor."""
    printed: Callable[[KindItem], Iterable[str]]
    """Print what stands below the stem, as plain text."""
    problems: Callable[[KindItem], Iterable[Problem]] = no_problems
    """Find what a schema cannot say: ids that must name each other."""
    lacks: Callable[[KindItem, Response], str] = _complete
    """Say what a response that `read` takes still lacks before a page may save it; nothing when it is complete."""
    right: Callable[[KindItem, object], list[Line]] | None = None
    """Say the right answer in words where it depends on the response; the item's `key` by `lines` otherwise."""
    passage: Callable[[KindItem], Iterable[str]] = _none
    """Give what the item asks about, as a reader of the review needs it: its text, table or picture in words."""
    claims: Callable[[KindItem], Iterable[tuple[str, str]]] = _none
    """Give place and text of all that the item states as true beside its stem."""
    choice_sets: Callable[[KindItem], Iterable[ChoiceSet]] = _none
    """Give every list of options that has right and wrong ones."""
    plain_lists: Callable[[KindItem], Iterable[tuple[str, dict[str, str]]]] = _none
    """Give place and options of the lists that are no choice sets: lines to order, rows and columns."""
    also_seen: Callable[[KindItem], Mapping[str, object]] = _nothing_more
    """Give what a learner sees that is made from the item and is no field of it."""
    status: Status = Status.SCORED
    """MANUAL where a person gives the points."""
    points_tell: bool = False
    """Whether the points of an item are the number of its keys: shown, they would tell how many to choose."""
    any_number: bool = False
    """Whether any number of one list may be chosen, so that a wrong choice has to cost."""
    fewest_keys: int = 1
    """How many keys an item has at least: with fewer, a kind with one right option asks it better."""
    stated_number: Callable[[KindItem], int] = _no_number
    """Give how many choices the stem must say to make; 0 where it need not say a number."""
    kind_with_number: str = ""
    """The kind that an item should have instead when its stem says how many to choose."""
    key_is_sequence: bool = False
    """Whether the key puts the options in a sequence, so that the sequence in which they are written may give it away."""
    prints_values: bool = False
    """Whether its texts may print the values of a variant."""
    feedback_by_choice: bool = True
    """Whether feedback stands by what was chosen; elsewhere it stands by every row, place or error."""
    unprinted: Collection[str] = ()
    """The parts of a response that its plain text leaves out."""
    place: int = 99
    """Where it stands in a list for authors: the common kinds first; those of one place by name."""

    @property
    def by_hand(self) -> bool:
        """Tell whether a person gives the points."""
        return self.status is Status.MANUAL

    def right_lines(self, item: KindItem, response: object = None) -> list[Line]:
        """Say the right answer in words; a number's may depend on the variant that a response names."""
        if self.right is not None:
            return self.right(item, response)
        return self.lines(item, self.key(item)) if "key" in item else []

    def keyed(self, item: KindItem) -> set[str]:
        """Give the feedback ids of the choices that are right."""
        return {line.element for line in self.right_lines(item)} - {""}

    def lists(self, item: KindItem) -> list[tuple[str, dict[str, str]]]:
        """Give place and options of every list that a learner reads."""
        return [*self.plain_lists(item), *((one.place, one.options) for one in self.choice_sets(item))]


AnyKind = Kind[Any, Any, Any]
"""A kind that is found by its name: what it read goes back to the same kind, and nobody else looks into it."""
