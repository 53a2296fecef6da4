"""Write graded notebooks as text, byte for byte as nbgrader does: the cell for one mark is made once for everybody."""

import copy
from collections import OrderedDict
from json.encoder import encode_basestring

import nbformat
from nbformat import NotebookNode
from nbformat.v4.rwbase import split_lines, strip_transient
from nbgrader import utils

from nbcare.answers import layout
from nbcare.grading import marked_cells
from nbcare.grading.bulk.indented_json import indented
from nbcare.grading.marking import Mark, Marking
from nbcare.grading.review_shapes import Head
from nbcare.grading.run import Run

CELLS_KEPT = 4096
"""Cells that are kept for the next learner with the same answer; each takes a few thousand characters."""
_OPENING, _CLOSING, _BETWEEN = '{\n "cells": [\n', "\n ]", ",\n"
_MARGIN = "  "
_NO_CELLS = '{\n "cells": []'
# Texts that no title holds, and that JSON writes in one way only.
_WORDS, _MOMENT = "\0words\0", "\0moment\0"


class NotebookTexts:
    """The released notebook of one quiz, ready to be filled in for one learner after another."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._notebook = nbformat.read(layout.released(run.root, run.report.assessment), as_version=4)
        self._cells: list[NotebookNode] = self._notebook.cells
        # The same for everybody, in the places of the cells that are not graded.
        self._fixed = {n: _text(copy.deepcopy(cell)) for n, cell in enumerate(self._cells) if not utils.is_grade(cell)}
        self._ending = self._cut_ending()
        self._known: OrderedDict[tuple[str, int], tuple[Mark, str]] = OrderedDict()

    def text(self, marking: Marking) -> str:
        """Return one learner's graded notebook."""
        cells = [
            self._fixed[n]
            if n in self._fixed
            else self._filled(cell, marking.marks[cell.metadata.nbgrader["grade_id"]])
            for n, cell in enumerate(self._cells)
        ]
        head = marked_cells.head(self._run, marking.at)
        before, between, after = self._ending
        words, moment = (encode_basestring(text) for text in (head["handed_in"], head["handed_in_at"]))
        return "".join([_OPENING, _BETWEEN.join(cells), _CLOSING, before, words, between, moment, after, "\n"])

    def _filled(self, cell: NotebookNode, mark: Mark) -> str:
        key = cell.metadata.nbgrader["grade_id"], id(mark)
        if (known := self._known.get(key)) is not None:
            return known[1]
        own = NotebookNode(cell)
        own.metadata = NotebookNode(cell.metadata)
        own.metadata.nbgrader = NotebookNode(cell.metadata.nbgrader)
        marked_cells.fill(own, mark, self._run.forms.reviewed(mark.item["id"], mark.form))
        # With the mark, which thus lives as long as its number stands for it.
        self._known[key] = mark, _text(own)
        if len(self._known) > CELLS_KEPT:
            self._known.popitem(last=False)
        return self._known[key][1]

    def _cut_ending(self) -> tuple[str, str, str]:
        """Return what follows the cells, cut where the two texts stand that differ between learners."""
        head: Head = {**marked_cells.head(self._run, None), "handed_in": _WORDS, "handed_in_at": _MOMENT}
        whole = strip_transient(copy.deepcopy(self._notebook))
        whole.update(cells=[], metadata={**whole.metadata, marked_cells.HEAD: head})
        ending = indented(whole).removeprefix(_NO_CELLS)
        before, _, rest = ending.partition(encode_basestring(_WORDS))
        between, _, after = rest.partition(encode_basestring(_MOMENT))
        return before, between, after


def _text(cell: NotebookNode) -> str:
    """Return a cell as nbformat writes it within a notebook; the cell is changed by it."""
    notebook = NotebookNode(cells=[cell], metadata=NotebookNode())
    [written] = strip_transient(split_lines(notebook)).cells
    return _MARGIN + indented(written, len(_MARGIN))
