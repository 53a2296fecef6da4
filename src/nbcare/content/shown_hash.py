"""The hash of what a learner sees before answering: kept with each answer, it tells whether the question has changed since.

It is `sha256:` and 32 digits. Of a practice question 8 digits follow that stand for its key, which its page holds
anyhow: from them a page knows that a right answer was corrected. Release 1.0 hashed all that a page holds, the reasons
and the numbers of the sources too; such a hash is understood where `was` says what it would be today.
"""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from nbcare.questions.variants.dealing import plain_number

MARK = "sha256:"
"""What every hash begins with: another text says nothing of a question."""
_LENGTH, _KEY_LENGTH = 32, 8
# What is not part of the question: who it is, where it stands, what is learnt after answering, and what it can earn.
_BESIDE = frozenset(
    "id use case shuffle number of moment earlier points key why feedback sources tolerance worked variant shown was".split()
)
_KEY = ("key", "tolerance", "unit")
_CITATION = re.compile(r"\s*\[\d+\]")


def with_hash(props: Mapping[str, Any], known: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return props with `shown`, and with `was`: hashes by the former rule of the same question, and what each is now.

    `known` holds hashes of earlier releases in the same way. Each variant of a number gets the hash of its own numbers.
    """
    bare = {name: value for name, value in props.items() if name not in ("shown", "was")}
    shown = of(bare)
    was = {old: new for old, new in (known or {}).items() if question(new) == question(shown)} | {whole(bare): shown}
    if "variants" in bare:
        each = [{name: part for name, part in one.items() if name != "shown"} for one in bare["variants"]]
        bare["variants"] = [{**one, "shown": of({**bare, "variants": [one]})} for one in each]
    return {**bare, "shown": shown, "was": dict(sorted(was.items()))}


def of(props: Mapping[str, Any]) -> str:
    """Return the hash of a question, or of what an explorer asks; the page's props of any release will do."""
    asked = _asked_by_explorer(props) if props.get("kind") == "explorer" else _asked(props)
    return _hash(asked) + _key_digits(props)


def whole(props: Mapping[str, Any]) -> str:
    """Return the hash by the former rule: of everything that the page holds."""
    bare = {name: value for name, value in props.items() if name not in ("shown", "was")}
    if "variants" in bare:
        bare["variants"] = [{name: part for name, part in one.items() if name != "shown"} for one in bare["variants"]]
    return _hash(bare)


def question(shown: str) -> str:
    """Return the part of a hash that stands for the question, without its key."""
    return shown.partition("-")[0]


def key_of(item: Mapping[str, Any]) -> tuple[dict[str, Any], list[Any]]:
    """Return what decides the points of an item beside what a learner sees of it: its key, or those of its variants."""
    keys = [[one.get("id"), one["key"]] for one in item.get("variants", ()) if "key" in one]
    return {name: item[name] for name in _KEY if name in item}, keys


def is_same(props: Mapping[str, Any], shown: str) -> bool:
    """Tell whether an answer with this hash belongs to the question as it is; without a hash nobody can tell, and it does."""
    today = props.get("shown", "")
    return not shown.startswith(MARK) or not today or question(_today(props, shown)) == question(today)


def is_corrected(props: Mapping[str, Any], shown: str) -> bool:
    """Tell whether the question is the same and its right answer another one than when it was answered."""
    then, now = _today(props, shown), props.get("shown", "")
    return "-" in then and "-" in now and then != now and question(then) == question(now)


def hashes(props: Mapping[str, Any]) -> set[str]:
    """Return each hash that an answer to this question may carry: its own, of its variants, and by the former rule."""
    variants: Iterable[Mapping[str, Any]] = props.get("variants", ())
    found = {props.get("shown", ""), *props.get("was", ()), *(each.get("shown", "") for each in variants)}
    return {question(shown) for shown in found if shown}


def is_among(known: Collection[str], shown: str) -> bool:
    """Tell whether an answer with this hash is to the question that has these hashes; what is no hash tells nothing."""
    return not shown.startswith(MARK) or question(shown) in known


def _today(props: Mapping[str, Any], shown: str) -> str:
    was: Mapping[str, str] = props.get("was", {})
    return was.get(shown, shown)


def _asked(props: Mapping[str, Any]) -> dict[str, Any]:
    asked = {name: _plain(value) for name, value in props.items() if name not in _BESIDE}
    if props.get("units"):
        asked.pop("unit", None)  # which unit is right is a part of the answer then
    if "variants" in props:
        # As a page of a graded question holds them, which prints the numbers.
        asked["variants"] = [_numbers(one) for one in props["variants"]]
    return asked


def _numbers(variant: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": variant["id"],
        "parameters": {name: plain_number(each) for name, each in variant["parameters"].items()},
    }


def _asked_by_explorer(props: Mapping[str, Any]) -> Any:
    prediction = props.get("prediction", {})
    asked = _plain([prediction.get("question"), prediction.get("options")])
    # A figure in braces is worked out from the data.
    return [asked, _plain(props.get("data"))] if "{" in json.dumps(asked) else asked


def _plain(part: Any) -> Any:
    """Return a part without the numbers of its sources and without line breaks, which may move."""
    if isinstance(part, str):
        return " ".join(_CITATION.sub("", part).split())
    if isinstance(part, Mapping):
        return {name: _plain(each) for name, each in part.items()}
    return [_plain(each) for each in part] if isinstance(part, list | tuple) else part


def _key_digits(props: Mapping[str, Any]) -> str:
    """Return the digits for the key of a question that shows it; nothing for a graded one."""
    rules, keys = key_of(props)
    if props.get("use") == "graded" or ("key" not in rules and not keys):
        return ""
    return "-" + _digest([rules, keys])[:_KEY_LENGTH]


def _hash(part: Any) -> str:
    return MARK + _digest(part)[:_LENGTH]


def _digest(part: Any) -> str:
    return hashlib.sha256(json.dumps(part, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
