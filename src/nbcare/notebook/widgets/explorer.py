"""Show an explorer in Jupyter and keep its prediction on disk, as a question keeps its answer."""

from typing import cast

from nbcare.notebook.widgets.question import Question
from nbcare.notebook.widgets.shim import shim
from nbcare.questions import plain_text
from nbcare.questions.props import ExplorerProps


class Explorer(Question):
    """One explorer: its response is the prediction that the nurse committed to."""

    _esm = shim("explorer.js")

    def __repr__(self) -> str:
        return plain_text.explorer(cast(ExplorerProps, self._props))
