"""Why an answer is not stored, and what becomes of a file of answers that cannot be read."""

from pathlib import Path


class ResponsesDamagedError(Exception):
    """The answers file could not be read and was moved aside, to `kept`."""

    def __init__(self, path: Path, reason: str, kept: Path):
        super().__init__(f"{path.name}: {reason}; kept aside as {kept.name}")
        self.reason, self.kept = reason, kept


class ResponseRefusedError(ValueError):
    """An answer is not stored; the message is the reason."""


class StepLockedError(ResponseRefusedError):
    """The answer belongs to a step of a case that is locked already, or not open yet."""
