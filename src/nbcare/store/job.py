"""A job: what is done on a connection, as one step or within a larger one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeAlias, TypeVar, runtime_checkable

from sqlalchemy import Connection

T = TypeVar("T")
P = ParamSpec("P")

Job: TypeAlias = Callable[[Connection], T]
"""Work within one transaction. It may be run more than once, so it changes nothing but the database."""


@dataclass(frozen=True)
class Failed:
    """The outcome of a job that raised an error."""

    error: BaseException


@runtime_checkable
class BatchJob(Protocol):
    """A job that is done faster together with others of its class."""

    def __call__(self, connection: Connection) -> Any:
        """Do this one alone."""

    def together(self, connection: Connection, jobs: Sequence[Any]) -> list[Any]:
        """Do these jobs, all of this one's class, in their order; return their outcomes, `Failed` for a refused one."""


def job(function: Callable[Concatenate[Connection, P], T]) -> Callable[P, Job[T]]:
    """Let a function of a connection be called without one: then it returns the job that runs it."""

    @wraps(function)
    def prepared(*args: P.args, **named: P.kwargs) -> Job[T]:
        return lambda connection: function(connection, *args, **named)

    return prepared
