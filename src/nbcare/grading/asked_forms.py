"""Find which form of a question an answer belongs to: the one of today, or one that was kept when it was released.

The hash that is saved with an answer says what the learner saw. An unchanged question is marked by today's key; one that
has changed since by the form that was kept. Without that form nobody can mark it but a person.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import cast

from nbcare.answers.course_store import has_store, open_course_store
from nbcare.content import evidence as evidences
from nbcare.content import learner_view, shown_hash
from nbcare.content.course import Course
from nbcare.content.evidence import Evidence, References
from nbcare.content.evidence.local import read_local
from nbcare.errors import ContentError
from nbcare.questions import scoring
from nbcare.questions.item import Item
from nbcare.questions.props import Props
from nbcare.store import released_items
from nbcare.store.released_items import ReleasedItem

TODAY, _UNKNOWN = "", "?"
"""The name of the form of today, and what the name of one that was not kept begins with; each other one is its hash."""


@dataclass
class AskedForms:
    """The questions of one quiz in every form in which an answer to them can be marked.

    `seen` is what a learner sees of each today, `known` the hashes that mean it, and `kept` the earlier forms by hash.
    """

    items: dict[str, Item]
    evidence: Evidence | None = None
    seen: Mapping[str, Props] = field(default_factory=dict)
    known: dict[str, set[str]] = field(default_factory=dict)
    kept: dict[str, dict[str, Item]] = field(default_factory=dict)
    _reviewed: dict[tuple[str, str], Props] = field(default_factory=dict)

    def form_of(self, id: str, entry: object) -> str:
        """Return the name of the form that a saved entry answers; that of today where the entry does not say."""
        shown = entry.get("shown") if isinstance(entry, dict) else None
        # Without a hash nothing is known about what the learner saw.
        if not isinstance(shown, str) or not shown.startswith(shown_hash.MARK) or id not in self.known:
            return TODAY
        name = shown_hash.question(shown)
        if name in self.known[id]:
            return TODAY
        return name if name in self.kept.get(id, {}) else f"{_UNKNOWN}{name}"

    def item(self, id: str, form: str) -> Item:
        """Return an item as it was asked; today's where that is not known."""
        return self.kept.get(id, {}).get(form) or self.items[id]

    def reviewed(self, id: str, form: str) -> Props:
        """Return an item with key, rationale and sources in words, as it was asked."""
        form = TODAY if is_unknown(form) else form
        if (id, form) not in self._reviewed:
            if self.evidence is None:
                raise LookupError(f"{id}: no evidence to print it with")
            self._reviewed[id, form] = learner_view.reviewed(self.item(id, form), self.evidence, References())
        return self._reviewed[id, form]


def is_unknown(form: str) -> bool:
    """Tell whether a form was not kept, so that only a person can mark an answer to it."""
    return form.startswith(_UNKNOWN)


def load(course: Course, assessment: str, items: dict[str, Item]) -> AskedForms:
    """Return the forms of a quiz's items, with those that the course's store has kept.

    Raises ContentError for a mistake in the course, StoreUnavailableError when the store cannot be read now.
    """
    kept: list[ReleasedItem] = []
    if has_store(course.root):
        with open_course_store(course.root) as store:
            kept = store.read(released_items.of(assessment))
    return prepare(items, evidences.load(course.root, read_local(course.state)), kept)


def prepare(items: dict[str, Item], evidence: Evidence, kept: Iterable[ReleasedItem]) -> AskedForms:
    """Return the forms of a quiz's items; `kept` are all that were released, the newest key of a form last."""
    # Numbered as the quiz itself numbers its references, so that hashes of release 1.0 are the same.
    as_seen, as_returned = References(), References()
    seen = {id: learner_view.public(item, evidence, as_seen) for id, item in items.items()}
    known = {id: shown_hash.hashes(props) for id, props in seen.items()}
    forms = AskedForms(items, evidence, seen, known)
    for id, item in items.items():
        forms._reviewed[id, TODAY] = learner_view.reviewed(item, evidence, as_returned)
    for released in kept:
        if released.item in items:
            _add(forms, released, evidence)
    return forms


def _add(forms: AskedForms, released: ReleasedItem, evidence: Evidence) -> None:
    """Add a kept form; one that means today's question adds a hash, and one that cannot be marked or shown nothing."""
    item, id = cast(Item, released.content), released.item
    try:
        props = learner_view.public(item, evidence, References())
        fits = _takes_the_place(item, forms.items[id])
        learner_view.reviewed(item, evidence, References())
    except (ContentError, scoring.UnknownKindError, KeyError, TypeError, ValueError, AttributeError):
        return  # made by another release: a person looks at its answers
    hashes = shown_hash.hashes(props)
    # A fact that has changed since prints another number: then the form is known by the hash of its release alone.
    own = hashes | {released.shown} if shown_hash.question(released.shown) in hashes else {released.shown}
    own = {shown_hash.question(one) for one in own}
    if shown_hash.question(forms.seen[id]["shown"]) in own:
        forms.known[id] |= own
    elif fits:
        forms.kept.setdefault(id, {}).update(dict.fromkeys(own, item))


def _takes_the_place(form: Item, today: Item) -> bool:
    """Tell whether points for this form can stand in the gradebook's cell: the cell is of today's item."""
    return scoring.maximum(form) == scoring.maximum(today) and scoring.by_hand(form) == scoring.by_hand(today)
