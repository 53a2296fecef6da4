"""The Jupyter end of an explorer keeps its prediction as a question keeps its answer."""

import pytest

from nbcare.answers.file_store import FileResponseStore
from nbcare.notebook.widgets.explorer import Explorer


@pytest.fixture
def widget(props, tmp_path):
    """An explorer with a store of its own; what it tells the page is in `told`."""
    data = props["retinoids-dish"]
    store = FileResponseStore(tmp_path / "responses.json", "retinoids", "1.0.0", {data["id"]: data["kind"]})
    made = Explorer(data, store, {"seed": store.seed}, lambda: {"type": "progress", "answered": 0, "total": 1})
    made.told = []
    made.send = lambda message, buffers=None: made.told.append(message)
    made.store = store
    yield made
    made.close()


def _save(widget, response, saw=0):
    widget.receive(
        {"type": "save", "nonce": "n", "item": widget.props["id"], "response": response, "saw": saw, "shown": ""}
    )
    return next(message for message in widget.told if message.get("nonce") == "n")


def test_a_prediction_goes_to_disk(widget):
    """Is the committed prediction in responses.json, and shown to the next view?"""
    assert _save(widget, "d")["type"] == "saved"
    assert widget.store.read()["retinoids-dish"]["response"] == "d"
    again = Explorer(widget.props, widget.store, {}, dict)
    assert (again.state["response"], again.state["revision"]) == ("d", 1)


@pytest.mark.parametrize("response", ["z", ["d"], {"d": 1}, 3])
def test_what_is_no_prediction_is_refused(widget, response):
    """Does a forged prediction reach the disk?"""
    assert _save(widget, response)["type"] == "refused"
    assert "retinoids-dish" not in widget.store.read()


def test_its_text_is_the_text_form(widget, props):
    """Does a notebook's text output stay the same at every run?"""
    assert repr(widget).endswith(props["retinoids-dish"]["sentence"]) and "0x" not in repr(widget)
