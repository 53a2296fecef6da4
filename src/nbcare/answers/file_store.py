"""Keep a learner's answers in a file: one writer at a time, and no answer in the place of a newer one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbcare.answers import files
from nbcare.answers.errors import StepLockedError
from nbcare.answers.messages import Entry, OptionalFields, Receipt, ResponsesFile
from nbcare.answers.response_store import Conflict, ResponseStore, Saved
from nbcare.answers.responses_file import ResponsesOnDisk
from nbcare.answers.responses_format import entry, next_entry
from nbcare.questions import case_steps

if TYPE_CHECKING:
    from nbcare.answers.reviewed import Check

LOCK_SECONDS = 20


class FileResponseStore(ResponseStore):
    """The answers of one learner to one assessment in responses.json, and the hand-in from beside it."""

    def __init__(
        self,
        path: Path | str,
        assessment: str,
        course: str,
        known: Mapping[str, str],
        cases: case_steps.Cases | None = None,
    ):
        super().__init__(assessment, course, known, cases)
        self.path = Path(path)
        self._handed_in: dict[str, Receipt] = {}
        self._file = ResponsesOnDisk(self.path, assessment, course)
        self._lock = files.lock(self.path.with_name(f".{self.path.name.removesuffix('.json')}.lock"), LOCK_SECONDS)

    def renew(self, course: str, known: Mapping[str, str], cases: case_steps.Cases) -> None:
        """Go on with the questions of a newer release of the course; the answers stay."""
        super().renew(course, known, cases)
        self._file.course = course

    @property
    def place(self) -> str:
        """Return the path of the file."""
        return str(self.path)

    @property
    def seed(self) -> str:
        """Return the random seed of option order and variants, made once for each file."""
        with self._lock:
            return self._file.load()["seed"]

    def read(self) -> dict[str, Entry]:
        """Return the saved answers of the known items: response, revision, shown, at, and how each was given."""
        with self._lock:
            data = self._file.load()
        return self._known(data)

    def save(
        self, item_id: str, response: Any, saw: int, shown: str, more: OptionalFields | None = None
    ) -> Saved | Conflict:
        """Save an answer, unless another one was saved since revision `saw`; `more` is how it was given."""
        self.refuse(item_id, response)
        with self._lock:
            data = self._file.load()
            if problem := case_steps.why_locked(data["items"], self.cases, item_id):
                raise StepLockedError(problem)
            old = entry(data["items"].get(item_id))
            if old["revision"] != saw:
                # The same answer twice is a retry whose acknowledgement was lost.
                if old["response"] == response and old["revision"] > saw:
                    return Saved(old["revision"], old["at"], self._known(data))
                return Conflict(old["revision"], old["response"])
            self._put(data, item_id, response, shown, more)
            new = data["items"][item_id]
        return Saved(new["revision"], new["at"], self._known(data))

    def opened(self, case: str) -> int:
        """Return how many steps of a case are opened; one more than it has when it is finished."""
        with self._lock:
            return case_steps.opened(self._file.load()["items"], case, self.cases[case])

    def open_step(self, case: str, saw: int, shown: str) -> int:
        """Lock the step that is open and open the next, unless `saw` is out of date; return how many are open."""
        with self._lock:
            data = self._file.load()
            now = case_steps.opened(data["items"], case, self.cases[case])
            if saw == now <= len(self.cases[case]):
                now += 1
                self._put(data, case, {"opened": now}, shown)
            return now

    def begin_again(self, case: str, saw: int, shown: str) -> int:
        """Clear the answers of a case and go back to its first step, unless `saw` is out of date; return how many are open."""
        with self._lock:
            data = self._file.load()
            if saw != (now := case_steps.opened(data["items"], case, self.cases[case])):
                return now
            for id in self.cases[case]:
                if id in data["items"]:
                    data["items"][id] = next_entry(data["items"][id], None, entry(data["items"][id])["shown"])
            self._put(data, case, {"opened": 1}, shown)
            return 1

    def hand_in(self, graded: Sequence[str] | None, nonce: str | None = None, check: Check | None = None) -> Receipt:
        """Hand in what is saved, for the account that runs this; the same nonce again hands nothing in."""
        from nbcare.answers import submit

        if nonce and nonce in self._handed_in:
            return self._handed_in[nonce]
        self.read()  # a file that was lost meanwhile is written again before it is handed in
        receipt = submit.hand_in(self.path, self.assessment, graded, nonce, check)
        if nonce:
            self._handed_in = {nonce: receipt}  # a page sends its last request again, never an earlier one
        return receipt

    def last_receipt(self) -> Receipt | None:
        """Return the receipt that lies beside the file."""
        from nbcare.answers import submit

        return submit.last_receipt(self.path, self.assessment)

    def receipt_hash(self) -> str:
        """Return the hash of the file as it is."""
        try:
            return files.receipt(files.read_bytes(self.path))
        except (OSError, files.UnreadableError):
            return ""

    def _known(self, data: ResponsesFile) -> dict[str, Entry]:
        return {id: entry(data["items"][id]) for id in self.known if id in data["items"]}

    def _put(self, data: ResponsesFile, id: str, response: Any, shown: str, more: OptionalFields | None = None) -> None:
        data["items"][id] = next_entry(data["items"].get(id), response, shown, more)
        self._file.write(data)
