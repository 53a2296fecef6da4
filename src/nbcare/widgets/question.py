"""Show a question in Jupyter and keep its answer on disk."""

from collections import defaultdict, deque
from collections.abc import Callable
from typing import Any

import anywidget
import traitlets

from nbcare.responses import Conflict, ResponseRefused, ResponsesDamaged, ResponseStore, StepLocked
from nbcare.widgets import audience, text_form
from nbcare.widgets.shape import misfit
from nbcare.widgets.shim import shim

# A cell that runs again makes a new view of its item; this many newest ones are told of changes.
VIEWS_TOLD = 6
_views: dict[tuple[str, str], deque["Question"]] = defaultdict(lambda: deque(maxlen=VIEWS_TOLD))
# Files of answers that are gone and cannot be written; their views were told, once.
_lost: set[str] = set()


class Question(anywidget.AnyWidget):
    """One question: the page sends answers, the store decides, the page is told."""

    _esm = shim("question.js")
    props = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)
    context = traitlets.Dict().tag(sync=True)

    def __init__(self, props: dict, store: ResponseStore, context: dict, progress: Callable[[], dict]):
        self._store, self._progress, self._props = store, progress, props
        super().__init__(props=props, context=context, state=self._state(_saved(store)))
        self.on_msg(lambda _, message, __: self.receive(message))
        _views[self._place].append(self)

    def receive(self, message: Any) -> None:
        """Answer one message of the page."""
        if not isinstance(message, dict):
            return
        if message.get("type") == "hello":
            self.tell(_saved(self._store))
            self.send(self._progress())
        elif message.get("type") == "save":
            self._save(message)

    def tell(self, saved: dict) -> None:
        """Tell every page that shows this widget what is on disk."""
        self.state = self._state(saved)
        self.send({"type": "state", "item": self.props["id"], **self.state})

    @property
    def _place(self) -> tuple[str, str]:
        return str(self._store.path), self.props["id"]

    def _state(self, saved: dict) -> dict:
        return state(self._props, saved)

    def _asked(self, item: Any) -> dict:
        """Return the props of the question that an answer belongs to."""
        if item != self.props["id"]:
            raise ResponseRefused("the answer belongs to another question")
        return self.props

    def _save(self, message: dict) -> None:
        reply = {"nonce": message.get("nonce"), "item": message.get("item", self.props["id"])}
        try:
            answer = self._stored(message)
        except ResponseRefused as error:
            self.send({**reply, "type": "refused", "reason": str(error)})
            if isinstance(error, StepLocked):
                self.tell(_saved(self._store))  # the page shows what counts, not what it could not save
            return
        except ResponsesDamaged as error:
            # The damaged file is out of the way: the page's next attempt begins a new one.
            self.send({**reply, "type": "refused", "reason": str(error), "again": True})
            return
        except OSError as error:
            reason = f"The computer could not write the file: {error.strerror or error}."
            self.send({**reply, "type": "refused", "reason": reason, "again": True})
            self._tell_if_lost()
            return
        _lost.discard(self._place[0])
        self.send({**reply, **answer})
        if answer["type"] == "saved":
            self._announce()

    def _stored(self, message: dict) -> dict:
        props = self._asked(message.get("item"))
        response, saw = message.get("response"), message.get("saw")
        if problem := misfit(props, response):
            raise ResponseRefused(problem)
        if type(saw) is not int or saw < 0:
            raise ResponseRefused("the answer does not say which answer it follows")
        result = self._store.save(props["id"], response, saw, str(props.get("shown", "")))
        if isinstance(result, Conflict):
            return {"type": "conflict", "revision": result.revision, "response": result.response}
        return {"type": "saved", "revision": result.revision, "at": result.at}

    def _announce(self) -> None:
        saved, progress = _saved(self._store), self._progress()
        for view in list(_views[self._place]):
            view.tell(saved)
        for (path, _), views in list(_views.items()):
            for view in list(views):
                if path == self._place[0] and view.props.get("use") == "graded":
                    view.send(progress)
        audience.saved(self._place[0])

    def _tell_if_lost(self) -> None:
        """Tell every view of an answers file that is gone and cannot be written again: none may go on saying Saved."""
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
        return text_form.question(self.props, self.state.get("response"))


def state(props: dict, saved: dict) -> dict:
    """Return what is on disk for one question, as its page wants to hear it."""
    entry = saved.get(props["id"], {"response": None, "revision": 0})
    told = {"response": entry["response"], "revision": entry["revision"]}
    if misfit(props, told["response"]):
        told["response"] = None
    if props.get("earlier") in saved:
        told["earlier"] = saved[props["earlier"]]["response"]
    return told


def _saved(store: ResponseStore) -> dict:
    try:
        return store.read()
    except ResponsesDamaged:
        return store.read()  # the damaged file is kept aside now, and a new one begun
