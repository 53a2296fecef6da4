"""The four functions of a course notebook: ask, explore, unfold, hand_in."""

from typing import Any, TypeVar, cast

from IPython.display import display

from nbcare.notebook.session import UnknownWidgetError, here
from nbcare.notebook.widgets.case import UnfoldingCase
from nbcare.notebook.widgets.explorer import Explorer
from nbcare.notebook.widgets.hand_in import HandIn
from nbcare.notebook.widgets.question import Question
from nbcare.questions import plain_text
from nbcare.questions.props import CaseProps
from nbcare.questions.variants.dealing import dealt

Held = TypeVar("Held")
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def ask(id: str, moment: str | None = None) -> None:
    """Show a question; moment="before" shows it as a pre-question that comes back at the end."""
    session = here()
    props = dealt(_props(session.items, f"{id}-{moment}" if moment else id, "question"), session.store.seed)
    widget = Question(props, session.store, session.context(), session.progress)
    _show(widget, plain_text.question(props, widget.state["response"]))


def explore(id: str) -> None:
    """Show an explorer."""
    session = here()
    props = _props(session.explorers, id, "explorer")
    _show(Explorer(props, session.store, session.context(), session.progress), plain_text.explorer(props))


def unfold(id: str) -> None:
    """Show a case that opens step by step."""
    session = here()
    case = _props(session.cases, id, "case")
    steps = [_props(session.items, step, "question") for step in case["steps"]]
    props = cast(CaseProps, {**case, "steps": steps})
    widget = UnfoldingCase(props, session.store, session.context(), session.progress)
    _show(widget, repr(widget))


def hand_in() -> None:
    """Show the panel that hands the answers in."""
    session = here()
    progress = session.progress()
    text = plain_text.hand_in(session.scope, progress["answered"], progress["total"])
    _show(HandIn(session), text)


def _props(known: dict[str, Held], id: str, what: str) -> Held:
    if id not in known:
        raise UnknownWidgetError(id, what)
    return known[id]


def _show(widget: Any, text: str) -> None:
    view = {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}
    display({WIDGET_VIEW: view, "text/plain": text}, raw=True)
