"""Show how many questions are answered, and hand the answers in."""

from typing import Any

import anywidget
import traitlets

from nbcare.answers import service
from nbcare.answers.messages import Receipt
from nbcare.notebook.session import Session
from nbcare.notebook.widgets import save_listeners
from nbcare.notebook.widgets.shim import shim
from nbcare.questions import plain_text


class HandIn(anywidget.AnyWidget):
    """The panel at the end of a quiz."""

    _esm = shim("hand-in.js")
    props = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)
    context = traitlets.Dict().tag(sync=True)

    def __init__(self, session: Session):
        self._session = session
        self._receipt: Receipt | None = None
        numbers = {id: item.get("number") for id, item in session.items.items()}
        props = {"assessment": session.scope, "numbers": numbers}
        super().__init__(props=props, context=session.context(), state=self._summary())
        self.on_msg(lambda _, message, __: self.receive(message))
        save_listeners.listen(str(session.store.path), self._send_progress)

    def receive(self, message: Any) -> None:
        """Handle one message of the page."""
        kind = message.get("type") if isinstance(message, dict) else None
        if kind in ("summary", "hello"):
            self._send_progress()
        elif kind == "hand-in":
            self._hand_in(message.get("nonce"))

    def _send_progress(self) -> None:
        self.state = self._summary()
        self.send({"type": "progress", **self.state})

    def _summary(self) -> dict[str, Any]:
        unanswered, total = self._session.unanswered(), len(self._session.counted)
        receipt = self._receipt or _last_receipt(self._session)
        changed = receipt is not None and receipt.get("hash") != _receipt_of_today(self._session)
        counts = {
            "answered": total - len(unanswered),
            "total": total,
            "unanswered": unanswered,
            "unopened": self._session.unopened(),
        }
        return {**counts, "handed_in": receipt, "changed": changed}

    def _hand_in(self, nonce: Any) -> None:
        from nbcare.answers.submit import HandInRefusedError, hand_in

        try:
            self._session.store.read()  # a file that was lost meanwhile is written again before it is handed in
            self._receipt = hand_in(self._session.store.path, self._session.scope)
        except HandInRefusedError as error:
            self.send({"type": "refused", "nonce": nonce, "reason": str(error)})
            return
        except OSError as error:
            reason = service.not_written(error)
            self.send({"type": "refused", "nonce": nonce, "reason": reason})
            return
        self.send({"type": "handed-in", "nonce": nonce, "receipt": self._receipt})
        self._send_progress()

    def __repr__(self) -> str:
        return plain_text.hand_in(self.props["assessment"], self.state["answered"], self.state["total"])


def _last_receipt(session: Session) -> Receipt | None:
    """Return the receipt of an earlier hand-in of this folder, when there is one."""
    from nbcare.answers import submit

    return submit.last_receipt(session.store.path, session.scope)


def _receipt_of_today(session: Session) -> str:
    """Return the receipt that the answers would get as they are saved now."""
    from nbcare.answers import files

    try:
        return files.receipt(files.read_bytes(session.store.path))
    except (OSError, files.UnreadableError):
        return ""
