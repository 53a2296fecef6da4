"""The one error that content raises: it names file, id, what is wrong and what to do."""

from dataclasses import dataclass


@dataclass(eq=False)
class ContentError(Exception):
    """Say which written file is wrong, where, why, and how to mend it."""

    file: str
    id: str
    problem: str
    repair: str = ""

    def __str__(self) -> str:
        place = f"{self.file} {self.id}".strip()
        repair = f"; {self.repair}" if self.repair else ""
        return f"{place}: {self.problem}{repair}"
