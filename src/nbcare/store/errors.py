"""Why a store is not opened, is not available now, or does not take a value."""

from nbcare.errors import ContentError


class StoreNotOpenedError(ContentError):
    """A store cannot be used as it is: its place, the problem and the repair."""


class StoreUnavailableError(OSError):
    """The database cannot be read or written now; what was not acknowledged can be tried again.

    `strerror` is one sentence for whoever runs the course, without a full stop; `filename` is the whole path of a file.
    """

    problem = "it cannot be used"
    """What is wrong with the database, without its name: fit for a learner."""
    one_by_one = False
    """Whether jobs that failed together may succeed alone: one of them may be all that failed."""

    def __str__(self) -> str:
        return str(self.strerror)


class UnstorableError(ValueError):
    """A value is of no kind that the store keeps; the message names it."""


class TryAgainError(Exception):
    """The same work may succeed on fresh rows or a fresh connection; `failure` is what to raise when it never does."""

    def __init__(self, failure: StoreUnavailableError):
        super().__init__(str(failure))
        self.failure = failure
