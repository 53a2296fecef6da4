"""`nbcare score BANK.yaml RESPONSES.json`: print what the responses earn, as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from nbcare.content import bank, cases
from nbcare.errors import ContentError
from nbcare.questions import scoring
from nbcare.questions.item import Item

LARGEST = 2_000_000
"""The largest responses file, in bytes."""


def main(bank_path: str | Path, responses_path: str | Path) -> int:
    """Print the scores; 0 when scored, 2 with one line on stderr when a file is not valid."""
    try:
        items = _items(Path(bank_path))
        responses = _responses(Path(responses_path))
    except ContentError as error:
        print(error, file=sys.stderr)
        return 2
    result, problems = score_all(items, responses)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(json.dumps(result, indent=2))
    return 0


def score_all(items: dict[str, Item], responses: dict[str, object]) -> tuple[dict[str, Any], list[str]]:
    """Score every item of a bank; also return why responses were refused."""
    scores = {id: scoring.score(item, _response(responses.get(id))) for id, item in items.items()}
    result: dict[str, Any] = {
        "points": sum(each.points for each in scores.values()),
        "max": sum(each.max for each in scores.values()),
        "items": {
            id: {"points": each.points, "max": each.max, "status": str(each.status)} for id, each in scores.items()
        },
    }
    cases_of_items = {item.get("case") for item in items.values()}
    strays = [f"{id}: the bank has no such item" for id in responses if id not in items and id not in cases_of_items]
    return result, [f"{id}: {each.problem}" for id, each in scores.items() if each.problem] + strays


def _items(path: Path) -> dict[str, Item]:
    """Load the items of a bank, or of a case."""
    loaded = cases.load(path) if path.parent.name == "cases" else bank.load(path)
    return loaded.items


def _response(entry: object) -> object:
    """Take the response out of an entry; an entry that is no mapping is a malformed response."""
    if entry is None:
        return None
    return entry.get("response") if isinstance(entry, dict) else float("nan")


def _responses(path: Path) -> dict[str, object]:
    def refuse(problem: str) -> ContentError:
        return ContentError(str(path), "", problem, "give a responses.json")

    try:
        if path.stat().st_size > LARGEST:
            raise refuse(f"larger than {LARGEST} bytes")
        data = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise refuse(f"cannot be read ({error.strerror})") from error
    except (ValueError, RecursionError) as error:
        raise refuse(f"is not JSON that can be read ({type(error).__name__})") from error
    items = data.get("items") if isinstance(data, dict) else None
    if not isinstance(items, dict):
        raise refuse("has no mapping called items")
    return items
