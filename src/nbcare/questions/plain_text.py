"""Say a question or an explorer in plain text: for a screen reader, a printer and a notebook's test."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from nbcare.questions import case_chart, markers
from nbcare.questions.case_steps import NAMES
from nbcare.questions.variants import dealing

_STRONG = re.compile(r"\*\*([^*]+)\*\*|\*([^*\s](?:[^*]*[^*\s])?)\*")


def question(props: Mapping[str, Any], response: Any = None) -> str:
    """Return the question's id, kind, words, option ids and saved answer; the same text every time."""
    props = dealing.filled(props, {})  # numbers that no learner was dealt yet stand as [name]
    use = "before reading" if props.get("moment") == "before" else props.get("use", "practice")
    lines = [f"Question {props['id']} ({props['kind']}, {use})", _plain(props.get("stem", ""))]
    lines += [f"  {line}" for line in (*_chart(props), *_content(props))]
    if props["kind"] == "numeric" and response:
        # Which variant was asked shows in the question's own numbers.
        response = {name: part for name, part in response.items() if name != "variant"}
    lines.append(f"Saved answer: {_answer(response)}")
    return "\n".join(lines)


def case(props: Mapping[str, Any], saved: Mapping[str, Any] | None = None) -> str:
    """Return the whole case: what each step adds to the chart, its question, and its saved answer."""
    lines = [
        f"Case {props['id']} ({props['use']})",
        _plain(props["title"]),
        *([_plain(props["intro"])] if props.get("intro") else []),
    ]
    for number, step in enumerate(props["steps"], 1):
        new = {"exhibits": case_chart.news(step.get("exhibits", []))}
        lines.append(f"Step {number} of {len(props['steps'])}: {NAMES[number - 1]}")
        lines += [f"  {line}" for line in (*(["New in the chart"] if new["exhibits"] else []), *_chart(new))]
        lines += question({**step, "exhibits": []}, (saved or {}).get(step["id"], {}).get("response")).split("\n")
    return "\n".join(lines)


def explorer(props: Mapping[str, Any]) -> str:
    """Return the explorer's id and the sentence that restates its picture."""
    lines = [f"Explorer {props['id']} ({props.get('widget', 'explorer')})"]
    lines += [_plain(str(props[name])) for name in ("title", "sentence", "text") if props.get(name)]
    return "\n".join(lines)


def hand_in(assessment: str, answered: int, total: int) -> str:
    """Return what the hand-in panel says."""
    return f"Hand in {assessment}: {answered} of {total} questions answered"


def _chart(props: Mapping[str, Any]) -> Iterator[str]:
    for exhibit in props.get("exhibits", ()):
        yield f"{_plain(exhibit['title'])}:"
        table = exhibit.get("trend") or exhibit.get("table")
        told = [exhibit[name] for name in ("text", "alt") if exhibit.get(name)]
        told += [f"{entry.get('at', '')} {entry['text']}" for entry in exhibit.get("entries", ())]
        yield from (f"  {line}" for line in (*map(_plain, told), *(_table(table) if table else ())))


def _table(table: Mapping[str, Any]) -> Iterator[str]:
    for row in (table["columns"], *table["rows"]):
        yield " | ".join(_marked(str(cell)) for cell in row)


def _content(props: Mapping[str, Any]) -> Iterator[str]:
    if "text" in props and props["kind"] != "text":
        yield _marked(props["text"])
    if "table" in props:
        yield from _table(props["table"])
    if "n" in props:
        yield f"choose {props['n']}"
    if props["kind"] == "numeric":
        yield f"one number in {' or '.join(sorted({props.get('unit', ''), *props.get('units', ())} - {''})) or 'no unit'}"
        yield from filter(None, [dealing.rounding(props)])
    for name in ("options", "tokens", "actions", "conditions", "parameters", "rows", "columns"):
        yield from _named("" if name == "options" else f"{name} ", props.get(name, {}))
    for name in ("blanks", "groups"):
        for id, part in props.get(name, {}).items():
            if "label" in part:
                yield f"{id}: {_plain(part['label'])}"
            yield from _named(f"{id} ", part["options"])


def _named(prefix: str, options: Mapping[str, str]) -> Iterator[str]:
    for id, text in options.items():
        yield f"{prefix}{id}: {_plain(text)}"


def _marked(text: str) -> str:
    return _plain(markers.SPAN.sub(r"[\1: \2]", markers.BLANK.sub(r"[\1 ____]", text)))


def _plain(text: str) -> str:
    return " ".join(_STRONG.sub(lambda found: found[1] or found[2], text).split())


def _answer(response: Any) -> str:
    if response is None:
        return "none yet"
    if isinstance(response, dict):
        return "; ".join(f"{name}: {_answer(response[name])}" for name in sorted(response))
    return ", ".join(map(str, response)) if isinstance(response, list) else str(response)
