"""What stops a build: a variant that must not reach a learner."""


class UnsolvableError(Exception):
    """Say what is wrong with an item's variants, and what to do."""

    def __init__(self, problem: str, repair: str) -> None:
        super().__init__(problem)
        self.problem, self.repair = problem, repair
