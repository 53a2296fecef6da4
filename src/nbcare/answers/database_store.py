"""Keep a learner's answers in the course's store: portal and JupyterLab beside it show the same."""

from collections.abc import Mapping, Sequence
from typing import Any

from nbcare.answers import files, times
from nbcare.answers.errors import StepLockedError
from nbcare.answers.messages import Entry, OptionalFields, Receipt
from nbcare.answers.response_store import Conflict, ResponseStore, Saved
from nbcare.answers.responses_format import entry
from nbcare.answers.reviewed import Check
from nbcare.answers.stored_hand_ins import hand_in, receipt_of
from nbcare.answers.submit import HandInRefusedError
from nbcare.questions import case_steps
from nbcare.store import answers, hand_ins, handing_in, scopes
from nbcare.store.answers import Change
from nbcare.store.errors import UnstorableError
from nbcare.store.save import Answers, Guard, Save
from nbcare.store.save import Conflict as StoredConflict
from nbcare.store.store import Store


class DatabaseResponseStore(ResponseStore):
    """The answers of one learner to one assessment in the course's store."""

    def __init__(
        self,
        store: Store,
        learner: str,
        assessment: str,
        course: str,
        known: Mapping[str, str],
        cases: case_steps.Cases | None = None,
    ):
        super().__init__(assessment, course, known, cases)
        self.store, self.learner = store, learner
        self._seed = ""

    @property
    def place(self) -> str:
        """Return learner and assessment."""
        return f"{self.learner}/{self.assessment}"

    @property
    def knows_seed(self) -> bool:
        """Return whether the seed is in memory: then it is there without a wait."""
        return bool(self._seed)

    @property
    def seed(self) -> str:
        """Return the seed, which never changes once it is made."""
        if not self._seed:
            self._seed = scopes.seed(self.store, self.learner, self.assessment, self.course, _now())
        return self._seed

    def read(self) -> dict[str, Entry]:
        """Return the saved answers of the known items."""
        found = self.store.read(answers.read(self.learner, self.assessment))
        return {id: entry(found[id]) for id in self.known if id in found}

    def save(
        self, item_id: str, response: Any, saw: int, shown: str, more: OptionalFields | None = None
    ) -> Saved | Conflict:
        """Save an answer, unless another one was saved since revision `saw`; `more` is how it was given."""
        return self.saved(self.store.write(self.saving(item_id, response, saw, shown, more)))

    def saving(
        self,
        item_id: str,
        response: Any,
        saw: int,
        shown: str,
        more: OptionalFields | None = None,
        guard: Guard | None = None,
    ) -> Save:
        """Return the job that saves an answer; raise ResponseRefusedError. `guard` may refuse it by what is kept."""
        self.refuse(item_id, response)
        return Save(
            self.learner,
            self.assessment,
            item_id,
            response,
            saw,
            shown,
            self.course,
            _now(),
            guard=_guarded(item_id, self.cases, guard),
            **(more or {}),
        )

    def saved(self, outcome: Any) -> Saved | Conflict:
        """Return the outcome of a job of `saving` in the words of every place of answers."""
        if isinstance(outcome, StoredConflict):
            return Conflict(outcome.revision, outcome.response)
        return Saved(
            outcome.revision, outcome.at, {id: entry(outcome.answers[id]) for id in self.known if id in outcome.answers}
        )

    def opened(self, case: str) -> int:
        """Return how many steps of a case are opened."""
        return case_steps.opened(self.read(), case, self.cases[case])

    def open_step(self, case: str, saw: int, shown: str) -> int:
        """Lock the step that is open and open the next, unless `saw` is out of date."""
        steps = self.cases[case]

        def decide(kept: Mapping[str, Any]) -> tuple[int, list[Change]]:
            now = case_steps.opened(kept, case, steps)
            if saw == now <= len(steps):
                return now + 1, [Change(case, {"opened": now + 1}, shown)]
            return now, []

        return self._change(decide)

    def begin_again(self, case: str, saw: int, shown: str) -> int:
        """Clear the answers of a case and go back to its first step, unless `saw` is out of date."""
        steps = self.cases[case]

        def decide(kept: Mapping[str, Any]) -> tuple[int, list[Change]]:
            if saw != (now := case_steps.opened(kept, case, steps)):
                return now, []
            cleared = [Change(id, None, kept[id]["shown"]) for id in steps if id in kept]
            return 1, [*cleared, Change(case, {"opened": 1}, shown)]

        return self._change(decide)

    def hand_in(self, graded: Sequence[str] | None, nonce: str | None = None, check: Check | None = None) -> Receipt:
        """Hand in what is saved at this moment; the same nonce again hands nothing in."""
        job = hand_in(self.learner, self.assessment, nonce, graded, self.course, check=check)
        try:
            return receipt_of(self.store.write(job))
        except UnstorableError as error:
            raise HandInRefusedError(str(error)) from None

    def last_receipt(self) -> Receipt | None:
        """Return the receipt of the last attempt."""
        found = self.store.read(hand_ins.of(self.learner, self.assessment))
        return receipt_of(found[-1]) if found else None

    def receipt_hash(self) -> str:
        """Return the hash of the answers as they are."""
        document = self.store.read(handing_in.read_document(self.learner, self.assessment, self.course))
        return files.receipt(files.encode(document))

    def _change(self, decide: Any) -> int:
        changed: int = self.store.write(answers.change(self.learner, self.assessment, decide, self.course, _now()))
        return changed


def _guarded(item: str, cases: case_steps.Cases, more: Guard | None) -> Guard | None:
    """Return the check of an answer within the transaction that saves it; None where there is nothing to check."""
    stepped = any(item in steps for steps in cases.values())
    if not stepped:
        return more

    def guard(kept: Answers, handed_in: bool) -> None:
        if more is not None:
            more(kept, handed_in)
        if problem := case_steps.why_locked(kept, cases, item):
            raise StepLockedError(problem)

    return guard


def _now() -> str:
    return times.iso(times.now())
