"""Show an unfolding case in Jupyter: six questions over a chart that grows, opened and locked one after the other."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from nbcare.answers import service
from nbcare.answers.errors import ResponseRefusedError
from nbcare.answers.messages import CaseState, Entry, Request
from nbcare.notebook.widgets.question import Question
from nbcare.notebook.widgets.shim import shim
from nbcare.questions import plain_text
from nbcare.questions.props import CaseProps, Props


class UnfoldingCase(Question):
    """One case: the page asks for the next step, the store opens it and locks the one before."""

    _esm = shim("case.js")

    def receive(self, message: Any) -> None:
        """Handle one message of the page."""
        kind = message.get("type") if isinstance(message, dict) else None
        if kind == "open":
            self._move(cast(Request, message), self._store.open_step)
        elif kind == "again" and self.props.get("use") == "practice":
            self._move(cast(Request, message), self._store.begin_again)
        else:
            super().receive(message)

    def push_saved(self, saved: Mapping[str, Entry]) -> None:
        """Send how far the case is opened, and what is on disk, to every page that shows it."""
        self.state = dict(self._state(saved))
        self.send({"type": "state", "case": self.props["id"], **self.state})

    @property
    def _case(self) -> CaseProps:
        return cast(CaseProps, self._props)

    def _state(self, saved: Mapping[str, Entry]) -> CaseState:
        return service.case_state(self._case["id"], self._case["steps"], saved)

    def _props_of(self, item: Any) -> Props:
        for step in self._case["steps"]:
            if step["id"] == item:
                return step
        raise ResponseRefusedError("the answer belongs to another case")

    def _move(self, message: Request, move: Callable[[str, int, str], int]) -> None:
        reply = service.move(move, self._case, message)
        self.send(reply.message)
        if reply.why == service.DISK:
            self._send_if_lost()
        elif not reply.why:
            self._announce()

    def __repr__(self) -> str:
        return plain_text.case(self._case, self.state.get("items", {}))
