"""Collect what happened to each submission of one run, and print it as a table at the end."""

import csv
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nbcare.answers import files, layout, submissions
from nbcare.errors import file_sentence
from nbcare.grading import table

HEADER = ("learner", "points", "of", "answered", "invalid", "needs a person", "receipt", "notes")


@dataclass
class Row:
    """One learner's line of the table."""

    learner: str
    points: float | None = None
    max: float | None = None
    answered: int | None = None
    invalid: int | None = None
    waiting: int | None = None
    receipt: str | None = None
    notes: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    """What a person should look at, whether or not the submission was graded in this run."""
    earlier: bool = False
    left_out: bool = False
    """Whether the newest hand-in could not be written, whatever else was graded."""

    @property
    def failed(self) -> bool:
        """Return whether the submission could not be graded, in this run or before."""
        return self.left_out or (self.points is None and not self.waiting and not self.earlier)

    def cells(self) -> tuple[object, ...]:
        """Return the line's cells in the order of the header."""
        points = None if self.points is None else table.number(self.points)
        most = None if self.max is None else table.number(self.max)
        return (
            self.learner,
            points,
            most,
            self.answered,
            self.invalid,
            self.waiting,
            self.receipt,
            " ".join([*self.notes, *self.remarks]),
        )


@dataclass
class Report:
    """One run of autograde for one assessment."""

    root: Path
    assessment: str
    rows: dict[str, Row] = field(default_factory=dict)
    finished: set[str] = field(default_factory=set)
    remarks: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Sentences about some learners, for the lines of those who are in this run."""
    # Formgrader's server grades one submission at a time and never ends: it has no end-of-run.
    live: bool = False

    def row(self, learner: str) -> Row:
        """Return the learner's line, made at first use."""
        return self.rows.setdefault(learner, Row(learner, remarks=list(self.remarks.get(learner, ()))))

    def note(self, learner: str, sentence: str) -> None:
        """Add a sentence to the learner's line."""
        if sentence not in self.row(learner).notes:
            self.row(learner).notes.append(sentence)

    def note_each(self, sentences: Mapping[str, str]) -> None:
        """Add a sentence to the line of each of these learners, whose newest hand-in is not graded."""
        for learner, sentence in sentences.items():
            self.note(learner, sentence)
            self.row(learner).left_out = True

    def finish(self, learner: str) -> None:
        """Remember that nbgrader holds this learner's result."""
        self.finished.add(learner)
        if self.live:
            self.write()

    def text(self, shown: Iterable[Row] | None = None) -> str:
        """Return the table as it is printed: all rows, or those that are to be shown under the count of all."""
        self._explain_the_rest()
        every = self.rows.values()
        rows = sorted(every if shown is None else shown, key=lambda row: row.learner)
        waiting, failed = sum(bool(row.waiting) for row in every), sum(row.failed for row in every)
        counts = table.count(len(every), "submission", "submissions"), table.count(waiting, "waits", "wait")
        head = f"{self.assessment}: {counts[0]}, {counts[1]} for a person, {failed} could not be graded"
        if nobodys := submissions.foreign(self.root):
            head += f"\nLeft out, for they hold no learner's submission: {', '.join(map(table.visible, nobodys))}"
        if not rows:
            return f"\n{head}\n"
        lines = table.aligned(HEADER[:-1], [row.cells()[:-1] for row in rows]).split("\n")
        # A row's sentences stand under it: beside the numbers they would tear the columns apart.
        sections = [
            [line, *(f"    {table.visible(note)}" for note in (*row.notes, *row.remarks))]
            for line, row in zip(lines[1:], rows, strict=True)
        ]
        return "\n".join(["", head, "", lines[0], *(line for section in sections for line in section), ""])

    def write(self) -> Path:
        """Write the table beside the gradebook, with the lines of earlier runs over those not graded in this one."""
        self._explain_the_rest()
        path = self.root / layout.REPORT
        earlier = self._earlier(path)
        known = {line[:2] for line in earlier}
        rows = [
            (self.assessment, *self.rows[learner].cells())
            for learner in sorted(self.rows)
            if (self.assessment, learner) not in known
        ]
        files.rewrite(path, table.as_csv(("assessment", *HEADER), [*rows, *earlier]).encode())
        return path

    def close(self) -> None:
        """Print and write the table; never raise, for this runs while the program ends."""
        try:
            written = f"The same table: {self.write()}"
        except OSError as error:
            written = f"The table could not be written: {file_sentence(error)}"
        say(f"{self.text()}\n{written}")

    def _earlier(self, path: Path) -> list[tuple[str | None, ...]]:
        try:
            with path.open(encoding="utf-8", newline="") as file:
                lines = [tuple(line.get(name) for name in ("assessment", *HEADER)) for line in csv.DictReader(file)]
        except (OSError, ValueError, csv.Error):
            return []
        here = {(self.assessment, learner) for learner, row in self.rows.items() if not row.earlier}
        return [
            line
            for line in lines
            if line[:2] not in here and layout.submission(self.root, str(line[1]), str(line[0])).is_dir()
        ]

    def _explain_the_rest(self) -> None:
        for learner, row in self.rows.items():
            if learner in self.finished or row.waiting or row.points is not None:
                continue
            if row.left_out:
                continue
            if layout.graded(self.root, learner, self.assessment).is_dir():
                row.earlier = row.earlier or not row.notes
                self.note(learner, "Graded in an earlier run and not handed in again since.")
                continue
            if not row.notes:
                self.note(
                    learner,
                    "Could not be graded; the reason stands in the log above. The others are not touched by it.",
                )


def say(text: str) -> None:
    """Print, also where the console or the log file knows fewer characters: they must not cost the table."""
    known = sys.stdout.encoding or "utf-8"
    print(text.encode(known, "backslashreplace").decode(known), flush=True)
