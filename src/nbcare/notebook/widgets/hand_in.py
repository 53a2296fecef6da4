"""Show how many questions are answered, and hand the answers in."""

from typing import Any

import anywidget
import traitlets

from nbcare.answers import places, service
from nbcare.answers.messages import Receipt
from nbcare.notebook.session import Session
from nbcare.notebook.widgets import question, save_listeners
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
        context = session.context() | {"zone": places.zone(session.folder)}
        super().__init__(props=props, context=context, state=self._summary())
        self.on_msg(lambda _, message, __: self.receive(message))
        save_listeners.listen(session.store.place, self._send_progress)

    def receive(self, message: Any) -> None:
        """Handle one message of the page."""
        kind = message.get("type") if isinstance(message, dict) else None
        if kind in ("summary", "hello"):
            self._send_progress()
        elif kind == "hand-in":
            self._hand_in(message.get("nonce"), message.get("reviewed"))

    def _send_progress(self) -> None:
        self.state = self._summary()
        self.send({"type": "progress", **self.state})

    def _summary(self) -> dict[str, Any]:
        unanswered, total = self._session.unanswered(), len(self._session.counted)
        receipt = self._receipt or self._session.store.last_receipt()
        changed = receipt is not None and receipt.get("hash") != self._session.store.receipt_hash()
        counts = {
            "answered": total - len(unanswered),
            "total": total,
            "unanswered": unanswered,
            "unopened": self._session.unopened(),
        }
        return {**counts, "handed_in": receipt, "changed": changed}

    def _hand_in(self, nonce: Any, shown: Any) -> None:
        from nbcare.answers import reviewed
        from nbcare.answers.submit import HandInRefusedError

        try:
            named = nonce if isinstance(nonce, str) else None
            store, counted = self._session.store, self._session.counted
            self._receipt = store.hand_in(counted, named, reviewed.unchanged(shown, counted, store.cases))
        except reviewed.ChangedSinceError as error:
            # What changed is shown first: the panel sends the learner to look at it.
            question.push_to_all(self._session.store)
            self._send_progress()
            self.send(
                {"type": "refused", "nonce": nonce, "reason": str(error), "code": "changed", "changed": error.now}
            )
            return
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
