"""The one error that content raises: it names file, line, id, what is wrong and what to do."""

from dataclasses import dataclass


@dataclass(eq=False)
class ContentError(Exception):
    """A mistake in a written file: its place, the problem and the repair; a line of 0 is not known."""

    file: str
    id: str
    problem: str
    repair: str = ""
    line: int = 0

    def __str__(self) -> str:
        repair = f"; {self.repair}" if self.repair else ""
        return " ".join(f"{place(self.file, self.line, self.id)}: {self.problem}{repair}".split())


def place(file: str, line: int, id: str) -> str:
    """Name a place as editors do, `file:line`, and the id of what stands there."""
    return f"{file}:{line} {id}".strip() if line else f"{file} {id}".strip()
