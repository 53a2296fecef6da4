"""Collect from nbgrader's exchange so that no learner's folder can stop, or reach out of, the collection."""

import os
import shutil
import stat
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect

from nbcare.submissions import layout
from nbcare.submissions.placing import complete_submissions

MOST_BYTES = 100_000_000


class CareCollect(ExchangeCollect):
    """Collect as nbgrader does, one submission at a time, without following links."""

    def _path_to_record(self, path: str) -> dict[str, Any]:
        name = os.path.basename(path)
        parts = name.rsplit("+", 3)
        at = layout.moment(parts[2]) if len(parts) >= 3 else None
        if at is None or not layout.EXCHANGE_LEARNER.fullmatch(parts[0]):
            self.log.warning("Left where it is, its name is not that of a submission: %s", ascii(name))
            return {"username": "", "filename": name, "timestamp": datetime.min}
        return {"username": parts[0], "filename": name, "timestamp": at.replace(tzinfo=None)}

    def copy_files(self) -> None:
        """Collect each learner's newest submission; name the ones that cannot be."""
        records = [record for record in self.src_records if record["username"]]
        for record in records:
            self.src_records = [record]
            try:
                # Before nbgrader removes an earlier submission to make room for this one.
                self._refuse(os.path.join(self.inbound_path, record["filename"]))
                super().copy_files()
            except Exception as error:
                self.log.error("Could not collect from %s: %s", record["username"], error)
        complete_submissions(Path(self.coursedir.root))

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy links as links; leave out pipes and devices."""
        shutil.copytree(src, dest, symlinks=True, ignore=_special)

    def _refuse(self, src: str) -> None:
        if os.path.islink(src):
            raise ValueError("the submission is a link to another place")
        if (size := self.get_size(src)) > MOST_BYTES:
            raise ValueError(f"the submission holds {size // 1_000_000} MB")


def _special(folder: str, names: list[str]) -> list[str]:
    ordinary = (stat.S_ISREG, stat.S_ISDIR, stat.S_ISLNK)
    return [n for n in names if not any(is_kind(os.lstat(os.path.join(folder, n)).st_mode) for is_kind in ordinary)]
