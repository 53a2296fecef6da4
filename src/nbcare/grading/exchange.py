"""Collect from nbgrader's exchange, and return results, so that no learner's folder can stop the others' or reach out."""

import glob
import os
import shutil
import stat
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect, ExchangeReleaseFeedback

from nbcare.answers import layout, placing, submissions, times
from nbcare.answers.learners import KNOWN, may_enter
from nbcare.answers.submissions import complete_submissions
from nbcare.errors import ContentError
from nbcare.grading import acceptance, feedback, made_files
from nbcare.grading.learner_result import Returned
from nbcare.grading.return_results import return_results
from nbcare.grading.waiting_submissions import WaitingSubmissions
from nbcare.store.errors import StoreUnavailableError

MOST_BYTES = 100_000_000


class CareCollect(ExchangeCollect):
    """Collect as nbgrader does, one submission at a time, without following links."""

    src_records: list[dict[str, Any]]

    def _path_to_record(self, path: str) -> dict[str, Any]:
        name = os.path.basename(path)
        parts = name.rsplit("+", 3)
        at = times.parse_timestamp(parts[2]) if len(parts) >= 3 else None
        if at is None or not self._known(parts[0]):
            self.log.warning("Left where it is, its name is not that of a submission: %s", ascii(name))
            return {"username": "", "filename": name, "timestamp": datetime.min}
        return {"username": parts[0], "filename": name, "timestamp": at.replace(tzinfo=None)}

    def _known(self, learner: str) -> bool:
        """Return whether this is an account's name, and none that nbgrader's command line would take for an option."""
        handed_in = layout.submitted(Path(self.coursedir.root))
        return bool(KNOWN.fullmatch(learner)) and (not learner.startswith("-") or may_enter(learner, handed_in))

    def copy_files(self) -> None:
        """Collect each learner's newest submission; name the ones that cannot be."""
        records = [record for record in self.src_records if record["username"]]
        quiz = self.coursedir.assignment_id
        waiting = WaitingSubmissions(Path(self.coursedir.root), quiz)
        for record in records:
            self.src_records = [record]
            source = os.path.join(self.inbound_path, record["filename"])
            try:
                # Before nbgrader removes an earlier submission to make room for this one.
                self._refuse(source)
                learner, at = record["username"], record["timestamp"]
                replaces = self._wanted(layout.submission(Path(self.coursedir.root), learner, quiz), at)
                if not waiting.belongs(learner, Path(source), at, replaces=replaces):
                    self._collect(record, source)
                elif not (kept := waiting.keep(learner, Path(source), at)).counts:
                    self.log.warning("Submission of %s: %s", learner, acceptance.why(kept.held))
            except Exception as error:
                self.log.error("Could not collect from %s: %s", record["username"], error)
        complete_submissions(Path(self.coursedir.root))

    def _collect(self, record: dict[str, Any], source: str) -> None:
        """Collect one submission, if it is wanted, in the place of the one that stands there, which is kept.

        nbgrader deletes that one first: stopped there, it would leave none.
        """
        root, learner, quiz = Path(self.coursedir.root), record["username"], self.coursedir.assignment_id
        place = layout.submission(root, learner, quiz)
        placing.mend(root, learner, quiz)
        self._warn_of_another_owner(learner, source)
        if not self._wanted(place, record["timestamp"]):
            self.log.info("No newer submission to collect: %s %s", learner, quiz)
            return
        submissions.refuse_another(place, learner, quiz, made_files.answers(Path(source)) or b"")
        self.log.info("Collecting submission: %s %s", learner, quiz)
        place.parent.mkdir(parents=True, exist_ok=True)
        filling = placing.filling(place)
        try:
            self.do_copy(source, str(filling))
            placing.put_in_place(root, learner, quiz, filling, submissions.earlier_place(root, learner, quiz))
        except BaseException:
            shutil.rmtree(filling, ignore_errors=True)
            raise

    def _wanted(self, place: Path, at: datetime) -> bool:
        """Return whether a submission of this moment is to be collected; as nbgrader decides it."""
        if not place.is_dir():
            return True
        standing = self.coursedir.get_existing_timestamp(str(place))
        newer = self.update and (standing is None or at > standing)
        return bool(newer or (self.before_duedate and standing != at))

    def _warn_of_another_owner(self, learner: str, source: str) -> None:
        try:
            owner = Path(source).owner() if self.check_owner else learner
        except KeyError:
            owner = "an unknown account"
        if owner != learner:
            self.log.warning("%s says that it is of %s, and belongs to %s; look at it", source, learner, owner)

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy links as links; leave out pipes and devices."""
        shutil.copytree(src, dest, symlinks=True, ignore=_special)

    def _refuse(self, src: str) -> None:
        if os.path.islink(src):
            raise ValueError("the submission is a link to another place")
        if (size := self.get_size(src)) > MOST_BYTES:
            raise ValueError(f"the submission holds {size // 1_000_000} MB")


class CareReleaseFeedback(ExchangeReleaseFeedback):
    """Release feedback as nbgrader does, and write each learner's results for the portal, one learner at a time."""

    src_path: str

    def __init__(
        self, coursedir: Any = None, authenticator: Any = None, authentictor: Any = None, **kwargs: Any
    ) -> None:
        # Formgrader misspells the name; traitlets is going to refuse names it does not know.
        super().__init__(coursedir=coursedir, authenticator=authenticator or authentictor, **kwargs)

    def start(self) -> None:
        """Release; where nbgrader has no exchange, return the results all the same."""
        if os.name != "nt":
            super().start()
            return
        self.init_src()
        self.dest_path = None
        self.copy_files()

    def copy_files(self) -> None:
        """Return the results of every learner whose feedback was made; name the ones that cannot be, at the end."""
        excluded = set(self.coursedir.student_id_exclude.split(","))
        folders = {
            Path(folder).parent.name: folder
            for folder in sorted(glob.glob(self.src_path))
            if glob.glob(os.path.join(folder, "*.html"))
        }
        learners, assessment = sorted(folders.keys() - excluded), self.coursedir.assignment_id
        if not learners:
            self.log.warning("There is no feedback to release; run: nbcare feedback %s", assessment)
        try:
            outcome = return_results(
                Path(self.coursedir.root), assessment, learners, lambda returned: self._release(folders, returned)
            )
        except (ContentError, StoreUnavailableError) as error:
            self.fail(f"Not everything was returned: {error}")
        for learner in outcome.returned:
            self.log.info("Returned the results of %s", learner)
        for learner, remark in outcome.remarks.items():
            self.log.warning("%s: %s", ascii(learner), remark)
        for learner, reason in outcome.failed.items():
            self.log.error("Not returned to %s: %s", ascii(learner), reason)
        if outcome.failed:
            self.fail(
                f"Not all was returned to {', '.join(map(ascii, outcome.failed))}; the reasons stand above. The other {len(learners) - len(outcome.failed)} have theirs."
            )

    def _release(self, folders: dict[str, str], returned: Returned) -> None:
        """Make the page anew, so that it says what the results say, and give it to nbgrader to release."""
        folder = Path(folders[returned.learner])
        page = folder / f"{returned.quiz.assessment.id}.html"
        page.unlink(missing_ok=True)  # nbgrader leaves it read-only
        page.write_text(feedback.render(returned), encoding="utf-8")
        page.chmod(0o644)  # nbgrader copies it with its rights, for the learner's account to fetch
        if self.dest_path is not None:
            self.src_path = str(folder)
            super().copy_files()


def _special(folder: str, names: list[str]) -> list[str]:
    ordinary = (stat.S_ISREG, stat.S_ISDIR, stat.S_ISLNK)
    return [n for n in names if not any(is_kind(os.lstat(os.path.join(folder, n)).st_mode) for is_kind in ordinary)]
