"""Load a bank of items, or say in one line which item is wrong and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbcare.content import bank_rules, bank_schema, strict_yaml
from nbcare.errors import ContentError
from nbcare.questions.variants.unsolvable import UnsolvableError

LARGEST = 5_000_000
"""Bytes in one bank file."""


class BankError(ContentError):
    """Refuse a bank; never load part of one."""

    def __str__(self) -> str:
        return " ".join(super().__str__().split())


@dataclass(frozen=True)
class Bank:
    """Hold the items of one module by id, in written order."""

    path: Path
    module: str
    items: dict[str, dict[str, Any]]


def load(path: str | Path) -> Bank:
    """Read, check and return one bank."""
    file, data = str(path), read(Path(path))
    for finding in bank_schema.findings(data):
        raise BankError(file, finding.id, finding.problem, finding.repair)
    items: dict[str, dict[str, Any]] = {}
    for item in data["items"]:
        if item["id"] in items:
            raise BankError(
                file,
                item["id"],
                "id: stands twice in this bank",
                "give the new item a new id; an id is never used again",
            )
        for problem, repair in bank_rules.findings(item):
            raise BankError(file, item["id"], problem, repair)
        items[item["id"]] = _with_variants(file, item)
    return Bank(Path(path), data["module"], items)


def _with_variants(file: str, item: dict[str, Any]) -> dict[str, Any]:
    """Work out the variants of an item with a formula; whoever scores or shows it knows variants only."""
    if "formula" not in item:
        return item
    from nbcare.questions.variants.solving import solved

    try:
        return {**item, "variants": solved(item)}
    except UnsolvableError as error:
        raise BankError(file, item["id"], error.problem, error.repair) from None


def read(path: Path) -> Any:
    """Read a file of items as plain data; raise BankError when it is too large or not strict YAML."""
    try:
        raw = path.read_bytes()
        if len(raw) > LARGEST:
            raise BankError(str(path), "", f"larger than {LARGEST} bytes", "split the bank")
        return strict_yaml.parse(raw.decode("utf-8-sig"))
    except OSError as error:
        raise BankError(str(path), "", f"cannot be read ({error.strerror})", "check the path") from error
    except UnicodeDecodeError as error:
        raise BankError(str(path), "", "is not UTF-8 text", "save it as UTF-8") from error
    except strict_yaml.NotStrictError as error:
        raise BankError(str(path), "", str(error), error.repair) from error
