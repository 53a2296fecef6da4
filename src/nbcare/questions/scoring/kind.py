"""The one form that every kind of item takes in scoring."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from nbcare.questions.scoring.result import Status

Item = Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """Answer the same six questions for every kind.

    `read` turns a response into a plain answer or raises InvalidResponseError; it takes None
    for "nothing chosen". The others work on that answer.
    """

    read: Callable[[Item, Any], Any]
    points: Callable[[Item, Any], int]
    maximum: Callable[[Item], int]
    marks: Callable[[Item, Any], dict[str, str]]
    key: Callable[[Item], Any]
    everything: Callable[[Item], Any]
    status: Status = Status.SCORED
