"""Print what a run came to: the whole table of a small class, of a large one the lines that a person has to see."""

import sys
from pathlib import Path

from nbcare.errors import file_sentence
from nbcare.grading.report import Report, say

LONGEST_TABLE = 60


def show(report: Report) -> bool:
    """Write the table as CSV and print it, of more than sixty lines those that somebody has to look at.

    Returns whether every submission could be graded, and the table written.
    """
    path, problem = _written(report)
    rows = list(report.rows.values())
    shown = rows if len(rows) <= LONGEST_TABLE else [row for row in rows if row.waiting or row.failed or row.remarks]
    say(report.text(shown[:LONGEST_TABLE]))
    if len(shown) > LONGEST_TABLE:
        say(f"… and {len(shown) - LONGEST_TABLE} more that a person has to look at.")
    if problem:
        print(f"The points are stored, but the table could not be written: {problem}", file=sys.stderr)
        return False
    say(f"{'The same table' if len(rows) <= LONGEST_TABLE else 'The whole table'}: {path}")
    return not any(row.failed for row in rows)


def _written(report: Report) -> tuple[Path | None, str]:
    """Return where the table was written, or why it could not be: it may be open in a spreadsheet."""
    try:
        return report.write(), ""
    except OSError as error:
        return None, file_sentence(error)
