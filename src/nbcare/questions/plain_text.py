"""Say a question or an explorer in plain text: for a screen reader, a printer and a notebook's test."""

from collections.abc import Iterable, Iterator, Mapping

from nbcare.questions import case_chart, text_lines
from nbcare.questions.case_steps import NAMES
from nbcare.questions.item import Exhibit
from nbcare.questions.props import CaseProps, ExplorerProps, Props
from nbcare.questions.scoring import kind_of
from nbcare.questions.variants import dealing


def question(props: Props, response: object = None) -> str:
    """Return the question's id, kind, words, option ids and saved answer; the same text every time."""
    props = dealing.filled(props, {})  # numbers that no learner was dealt yet stand as [name]
    use = "before reading" if props.get("moment") == "before" else props.get("use", "practice")
    lines = [f"Question {props['id']} ({props['kind']}, {use})", text_lines.plain(props.get("stem", ""))]
    kind = kind_of(props)
    lines += [f"  {line}" for line in (*_chart(props.get("exhibits", ())), *kind.printed(props))]
    if isinstance(response, dict) and kind.unprinted:
        # Which variant was asked shows in the question's own numbers.
        response = {name: part for name, part in response.items() if name not in kind.unprinted}
    lines.append(f"Saved answer: {_answer(response)}")
    return "\n".join(lines)


def case(props: CaseProps, saved: Mapping[str, Mapping[str, object]] | None = None) -> str:
    """Return the whole case: what each step adds to the chart, its question, and its saved answer."""
    lines = [
        f"Case {props['id']} ({props['use']})",
        text_lines.plain(props["title"]),
        *([text_lines.plain(props["intro"])] if props.get("intro") else []),
    ]
    for number, step in enumerate(props["steps"], 1):
        new = case_chart.news(step.get("exhibits", []))
        lines.append(f"Step {number} of {len(props['steps'])}: {NAMES[number - 1]}")
        lines += [f"  {line}" for line in (*(["New in the chart"] if new else []), *_chart(new))]
        lines += question({**step, "exhibits": []}, (saved or {}).get(step["id"], {}).get("response")).split("\n")
    return "\n".join(lines)


def explorer(props: ExplorerProps) -> str:
    """Return the explorer's id and the sentence that restates its picture."""
    lines = [f"Explorer {props['id']} ({props.get('widget', 'explorer')})"]
    lines += [text_lines.plain(text) for text in (props.get("title"), props.get("sentence")) if text]
    return "\n".join(lines)


def hand_in(assessment: str, answered: int, total: int) -> str:
    """Return what the hand-in panel says."""
    return f"Hand in {assessment}: {answered} of {total} questions answered"


def _chart(exhibits: Iterable[Exhibit]) -> Iterator[str]:
    for exhibit in exhibits:
        yield f"{text_lines.plain(exhibit['title'])}:"
        table = exhibit.get("trend") or exhibit.get("table")
        told = [text for text in (exhibit.get("text"), exhibit.get("alt")) if text]
        told += [f"{entry.get('at', '')} {entry['text']}" for entry in exhibit.get("entries", ())]
        yield from (f"  {line}" for line in (*map(text_lines.plain, told), *(text_lines.table(table) if table else ())))


def _answer(response: object) -> str:
    if response is None:
        return "none yet"
    if isinstance(response, dict):
        return "; ".join(f"{name}: {_answer(response[name])}" for name in sorted(response))
    return ", ".join(map(str, response)) if isinstance(response, list) else str(response)
