"""Read the answers and hand-ins that a release before the store kept in files."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from nbcare.answers import files, layout, times
from nbcare.answers.files import UnreadableError
from nbcare.answers.learners import learners_folder
from nbcare.answers.messages import Entry
from nbcare.answers.responses_format import check_envelope, entry
from nbcare.content.course import Course

RESPONSES, HAND_INS, RECEIPT = "responses.json", "hand-ins.json", "receipt.json"


@dataclass(frozen=True)
class FormerPage:
    """One learner's answers to one module or quiz; `learner` is empty for the one learner of a laptop."""

    learner: str
    scope: str
    folder: Path
    seed: str
    release: str
    entries: dict[str, Entry]

    @property
    def begun(self) -> str:
        """Return when the first answer that is known was saved."""
        return min((each["at"] for each in self.entries.values() if each["at"]), default=times.iso(times.now()))


@dataclass
class FormerHandIn:
    """One hand-in: its document, and what a receipt says of it, which some do not have."""

    at: str
    document: dict[str, Any]
    hash: str
    nonce: str = ""
    late: bool = False
    reopened: bool = False


@dataclass
class Found:
    """What was read, and a sentence about each file that cannot be read, which stays where it is."""

    pages: list[FormerPage] = field(default_factory=list)
    hand_ins: dict[tuple[str, str], list[FormerHandIn]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read(course: Course, alone: str) -> Found:
    """Read everything in the state; `alone` is the id of the one learner of a laptop."""
    found = Found()
    for learner, folder in _folders(course):
        if (page := _page(learner, folder, found.problems)) is not None:
            found.pages.append(page)
    for learner, folder in _folders(course):
        _receipts(course, learner or alone, folder, found)
    _without_receipt(course, found)
    for several in found.hand_ins.values():
        several.sort(key=lambda one: one.at)
    return found


def alone_id(course: Course) -> str:
    """Return the id that the one learner of a laptop has handed in by; an empty string when there is none."""
    for learner, folder in _folders(course):
        receipt = _json(folder / RECEIPT)
        if not learner and isinstance(receipt, dict) and isinstance(receipt.get("learner"), str):
            return str(receipt["learner"])
    return ""


def _folders(course: Course) -> Iterator[tuple[str, Path]]:
    """Yield each folder of a page, and its learner; nothing for the one learner of a laptop."""
    workspace, shared = layout.workspace(course.root), learners_folder(course.root)
    for path in sorted(workspace.glob("*")):
        if path.is_dir() and not path.is_symlink() and path != shared and not path.name.startswith("."):
            yield "", path
    for path in sorted(shared.glob("*/*")):
        if path.is_dir() and not path.is_symlink() and not path.parent.is_symlink() and not path.name.startswith("."):
            yield path.parent.name, path


def _page(learner: str, folder: Path, problems: list[str]) -> FormerPage | None:
    path = folder / RESPONSES
    if not path.exists():
        return None
    try:
        data = files.parse(files.read_bytes(path))
        check_envelope(data)
        seed = data.get("seed")
        if not isinstance(seed, str) or not seed or data.get("assessment") != folder.name:
            raise UnreadableError("it belongs to another page, or has no seed")
    except (OSError, UnreadableError) as error:
        problems.append(f"{path}: {error}; it was not taken over and stays where it is")
        return None
    entries = {id: entry(stored) for id, stored in data["items"].items() if isinstance(stored, dict)}
    return FormerPage(learner, folder.name, folder, seed, str(data.get("course") or ""), entries)


def _receipts(course: Course, learner: str, folder: Path, found: Found) -> None:
    """Read the receipts beside the answers, each with the document that it is about."""
    kept, last = _json(folder / HAND_INS), _json(folder / RECEIPT)
    record = kept if isinstance(kept, dict) else {}
    receipts = [each for each in record.get("receipts") or [] if isinstance(each, dict)]
    known = [(each.get("at"), each.get("hash")) for each in receipts]
    ours = isinstance(last, dict) and last.get("assessment") == folder.name
    if ours and (last.get("at"), last.get("hash")) not in known:
        receipts.append(last)  # handed in from JupyterLab
    documents = _documents(course, learner, folder)
    made = []
    for receipt in receipts:
        hash, at = str(receipt.get("hash") or ""), str(receipt.get("at") or "")
        if times.parse(at) is None:
            continue
        # A document that is gone everywhere leaves its receipt: the attempt was made all the same.
        document = documents.get(hash) or {
            "version": 1,
            "assessment": folder.name,
            "course": "",
            "seed": "",
            "items": {},
        }
        made.append(FormerHandIn(at, document, hash, late=receipt.get("late") is True))
        if hash not in documents:
            found.problems.append(f"{folder}: what was handed in with receipt {hash} is not there any more")
    if made:
        made[-1].nonce, made[-1].reopened = str(record.get("nonce") or ""), record.get("open") is True
        found.hand_ins[learner, folder.name] = made


def _documents(course: Course, learner: str, folder: Path) -> dict[str, dict[str, Any]]:
    """Return what the learner may have handed in of one quiz, by the hash on its receipt."""
    root = layout.nbgrader_root(course.root)
    places = [
        layout.submission(root, learner, folder.name) / RESPONSES,
        *layout.earlier(root, learner, folder.name).glob(f"*/{RESPONSES}"),
        folder / RESPONSES,
    ]
    found = {}
    for path in places:
        if isinstance(data := _json(path), dict):
            found[files.receipt(files.encode(data))] = data
    for path in folder.glob("hand-in_*.json"):
        data = _json(path)
        if isinstance(data, dict) and isinstance(data.get("responses"), dict):
            found[files.receipt(files.encode(data["responses"]))] = data["responses"]
    return found


def _without_receipt(course: Course, found: Found) -> None:
    """Add what was taken in as a file or by nbgrader's exchange: it has no receipt in the workspace."""
    root = layout.nbgrader_root(course.root)
    for path in [*sorted(root.glob(f"earlier/*/*/*/{RESPONSES}")), *sorted(root.glob(f"submitted/*/*/{RESPONSES}"))]:
        learner, assessment = path.relative_to(root).parts[1:3]
        data, at = _json(path), _placed(path.with_name(layout.TIMESTAMP))
        if not isinstance(data, dict) or at is None:
            continue
        hash, known = files.receipt(files.encode(data)), found.hand_ins.setdefault((learner, assessment), [])
        if not any(one.hash == hash for one in known):
            known.append(FormerHandIn(times.iso(at), data, hash))


def _placed(path: Path) -> datetime | None:
    try:
        return times.parse_timestamp(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _json(path: Path) -> Any:
    try:
        return files.parse(files.read_bytes(path))
    except (OSError, UnreadableError):
        return None
