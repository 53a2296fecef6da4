"""Print what a run came to: the whole table of a small class, of a large one the lines that a person has to see."""

from nbcare.grading.report import Report, say

LONGEST_TABLE = 60


def show(report: Report) -> bool:
    """Write the table as CSV and print it, of more than sixty lines those that somebody has to look at.

    Returns whether every submission could be graded.
    """
    path, rows = report.write(), list(report.rows.values())
    shown = rows if len(rows) <= LONGEST_TABLE else [row for row in rows if row.waiting or row.failed]
    say(report.text(shown[:LONGEST_TABLE]))
    if len(shown) > LONGEST_TABLE:
        say(f"… and {len(shown) - LONGEST_TABLE} more that a person has to look at.")
    say(f"{'The same table' if len(rows) <= LONGEST_TABLE else 'The whole table'}: {path}")
    return not any(row.failed for row in rows)
