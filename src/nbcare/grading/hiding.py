"""Remove from the released notebook what would give away how many choices are right."""

from typing import Any

from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.preprocessors import NbGraderPreprocessor


class HidePoints(NbGraderPreprocessor):
    """Set the points of each graded cell to nothing, after nbgrader has put them into its gradebook.

    With plus/minus scoring the points are the number of keys, and a cell's checksum is made from
    its points. Grading reads neither: points come from the bank, and are put back for formgrader.
    """

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Clear one cell."""
        if utils.is_grade(cell):
            cell.metadata.nbgrader["points"] = 0
            cell.metadata.nbgrader.pop("checksum", None)
        return cell, resources
