"""What scoring answers: points, a maximum, and how the response was taken."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """Say what became of a response."""

    SCORED = "scored"
    UNANSWERED = "unanswered"
    INVALID = "invalid"
    MANUAL = "manual"


@dataclass(frozen=True)
class Score:
    """Hold the integer points of one item, and the reason when it was refused."""

    points: int
    max: int
    status: Status
    problem: str = ""


class InvalidResponseError(Exception):
    """Refuse a response: it earns nothing and is flagged, never guessed at."""


class UnknownKindError(ValueError):
    """Refuse an item whose kind has no scoring rule."""
