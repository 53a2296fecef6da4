"""Read the answers that were handed in; a bad entry is reported and does not spoil the others."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbcare.answers.files import UnreadableError, parse, read_bytes
from nbcare.answers.responses_format import check_envelope


@dataclass(frozen=True)
class Submission:
    """Handed-in answers by item id, and the problems found in the file."""

    items: dict[str, Any]
    raw: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_submission(path: Path | str, assessment: str) -> Submission:
    """Read handed-in answers; raise UnreadableError when a person has to look at the file."""
    try:
        return parse_submission(read_bytes(Path(path)), assessment)
    except FileNotFoundError:
        return parse_submission(None, assessment)
    except OSError as error:
        raise UnreadableError(f"it cannot be opened: {error.strerror}") from error


def parse_submission(content: bytes | None, assessment: str) -> Submission:
    """Read the bytes of a file of answers, None for one that is not there; raise UnreadableError as reading it does."""
    if content is None:
        return Submission({}, problems=["no responses.json was handed in"])
    if not content.strip():
        return Submission({}, problems=["responses.json is empty"])
    data = parse(content)
    check_envelope(data)
    if data.get("assessment") != assessment:
        return Submission({}, data, [f"these are the answers to {data.get('assessment')!r}, not to {assessment!r}"])
    items, problems = {}, []
    for id, entry in data["items"].items():
        if isinstance(entry, dict) and "response" in entry:
            items[id] = entry["response"]
        else:
            problems.append(f"{id}: the entry holds no response")
    return Submission(items, data, problems)
