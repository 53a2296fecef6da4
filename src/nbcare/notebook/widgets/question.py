"""Show a question in Jupyter and keep its answer on disk."""

from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from typing import Any, cast

import anywidget
import traitlets

from nbcare.answers import service
from nbcare.answers.errors import ResponseRefusedError
from nbcare.answers.messages import CaseState, Entry, ItemState, ProgressMessage, Request
from nbcare.answers.response_store import ResponseStore
from nbcare.notebook.widgets import save_listeners
from nbcare.notebook.widgets.shim import shim
from nbcare.questions import plain_text
from nbcare.questions.props import Answerable, CaseProps, Props

# A cell that runs again makes a new view of its item; this many newest ones get each change.
VIEWS_KEPT = 6
_views: dict[tuple[str, str], deque["Question"]] = defaultdict(lambda: deque(maxlen=VIEWS_KEPT))
# Answer files that are gone and cannot be written; their views got the message, once.
_lost: set[str] = set()


def push_to_all(store: ResponseStore) -> None:
    """Send what is on disk to every view of these answers: another program may have changed them."""
    saved = service.read(store)
    for (place, _), views in list(_views.items()):
        for view in list(views) if place == store.place else ():
            view.push_saved(saved)


class Question(anywidget.AnyWidget):
    """One question: saves the page's answers, and sends it what is on disk."""

    _esm = shim("question.js")
    props = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)
    context = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        props: Answerable | CaseProps,
        store: ResponseStore,
        context: dict[str, str],
        progress: Callable[[], ProgressMessage],
    ):
        self._store, self._progress, self._props = store, progress, props
        super().__init__(props=props, context=context, state=dict(self._state(service.read(store))))
        self.on_msg(lambda _, message, __: self.receive(message))
        _views[self._place].append(self)

    def receive(self, message: Any) -> None:
        """Handle one message of the page."""
        if not isinstance(message, dict):
            return
        if message.get("type") == "hello":
            self.push_saved(service.read(self._store))
            self.send(self._progress())
        elif message.get("type") == "save":
            self._save(cast(Request, message))

    def push_saved(self, saved: Mapping[str, Entry]) -> None:
        """Send what is on disk to every page that shows this widget."""
        self.state = dict(self._state(saved))
        self.send({"type": "state", "item": self.props["id"], **self.state})

    @property
    def _place(self) -> tuple[str, str]:
        return self._store.place, self.props["id"]

    @property
    def _answerable(self) -> Answerable:
        return cast(Answerable, self._props)  # a case, which is answered step by step, has a widget of its own

    def _state(self, saved: Mapping[str, Entry]) -> ItemState | CaseState:
        return service.state(self._answerable, saved)

    def _props_of(self, item: Any) -> Answerable:
        """Return the props of the question that an answer belongs to."""
        if item != self._props["id"]:
            raise ResponseRefusedError("the answer belongs to another question")
        return self._answerable

    def _save(self, message: Request) -> None:
        reply = service.save(self._store, self._props_of, message, message.get("item", self.props["id"]))
        self.send(reply.message)
        if reply.why == service.LOCKED:
            self.push_saved(service.read(self._store))  # the page shows what counts, not what it could not save
        elif reply.why == service.DISK:
            self._send_if_lost()
        elif not reply.why:
            _lost.discard(self._place[0])
            if reply.message["type"] == "saved":
                self._announce()

    def _announce(self) -> None:
        saved, progress = service.read(self._store), self._progress()
        for view in list(_views[self._place]):
            view.push_saved(saved)
        for (path, _), views in list(_views.items()):
            for view in list(views):
                if path == self._place[0] and view.props.get("use") == "graded":
                    view.send(progress)
        save_listeners.saved(self._place[0])

    def _send_if_lost(self) -> None:
        """Send 'lost' to every view of an answers file that is gone and cannot be written: none may go on saying Saved."""
        path = self._place[0]
        try:
            self._store.read()
        except OSError:
            if path in _lost:
                return
            _lost.add(path)
            for place, views in list(_views.items()):
                for view in views if place[0] == path else ():
                    view.send({"type": "lost"})

    def __repr__(self) -> str:
        return plain_text.question(cast(Props, self._props), self.state.get("response"))
