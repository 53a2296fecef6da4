"""Check that a response could be an answer to the item as the learner sees it; no key is needed."""

from collections.abc import Callable, Mapping
from typing import Any

from nbcare.questions import markers
from nbcare.questions.number import read_number
from nbcare.questions.result import InvalidResponseError
from nbcare.questions.units import canonical
from nbcare.questions.variants.dealing import asks_by_variant


def misfit(props: Mapping[str, Any], response: Any) -> str:
    """Return why the response does not fit the item, or nothing; None is the empty answer and always fits."""
    if response is None:
        return ""
    if "prediction" in props:  # an explorer
        return _one_of(props["prediction"]["options"], response)
    check = _CHECKS.get(props.get("kind", ""))
    if check is None:
        return f"questions of kind {props.get('kind')!r} cannot be answered here"
    return check(props, response)


def _one_of(known, value: Any) -> str:
    if not isinstance(value, str):
        return "a choice must be an option's id"
    return "" if value in known else f"there is no option {value[:40]!r}"


def _some_of(known, value: Any) -> str:
    if not isinstance(value, list):
        return "the answer must be a list of option ids"
    return next((problem for id in value if (problem := _one_of(known, id))), "")


def _each(places: Mapping[str, Callable[[Any], str]], value: Any) -> str:
    if not isinstance(value, dict):
        return "the answer must name its places"
    for name, part in value.items():
        if name not in places:
            return f"there is no place {str(name)[:40]!r}"
        if problem := places[name](part):
            return problem
    return ""


def _blanks(props: Mapping[str, Any], value: Any) -> str:
    return _each({id: _chooser(blank["options"]) for id, blank in props["blanks"].items()}, value)


def _rationale(props: Mapping[str, Any], value: Any) -> str:
    if problem := _blanks(props, value):
        return problem
    lists = [props["blanks"][effect]["options"] for effect in props["effects"]]
    given = [value[effect] for effect in props["effects"] if effect in value]
    shared = len(lists) == 2 and lists[0] == lists[1]
    return "the same effect is chosen twice" if shared and len(given) == 2 and given[0] == given[1] else ""


def _drag(props: Mapping[str, Any], value: Any) -> str:
    return _each({id: _chooser(props["tokens"]) for id in markers.blanks(props)}, value)


def _highlight(props: Mapping[str, Any], value: Any) -> str:
    return _some_of(markers.spans(props), value)


def _select_n(props: Mapping[str, Any], value: Any) -> str:
    problem = _some_of(props["options"], value)
    return problem or (f"choose at most {props['n']}" if len(set(value)) > props["n"] else "")


def _order(props: Mapping[str, Any], value: Any) -> str:
    problem = _some_of(props["options"], value)
    return problem or ("" if sorted(value) == sorted(props["options"]) else "an order names every line once")


def _pair(known) -> Callable[[Any], str]:
    return lambda ids: _some_of(known, ids) or ("choose at most 2" if len(set(ids)) > 2 else "")


def _bowtie(props: Mapping[str, Any], value: Any) -> str:
    places = {
        "actions": _pair(props["actions"]),
        "condition": _chooser(props["conditions"]),
        "parameters": _pair(props["parameters"]),
    }
    return _each(places, value)


def _numeric(props: Mapping[str, Any], value: Any) -> str:
    variants = [each["id"] for each in props["variants"]] if asks_by_variant(props) else []
    if not isinstance(value, dict) or not set(value) <= {"value", "unit", *(["variant"] if variants else [])}:
        return "the answer must be a value and a unit"
    if "value" not in value or not all(isinstance(part, str) for part in value.values()):
        return "value and unit must be text"
    if variants and value.get("variant") not in variants:
        return "the answer is to other numbers than the question's"
    offered = {canonical(unit) for unit in ("", props.get("unit", ""), *props.get("units", ()))}
    if canonical(value.get("unit", "")) not in offered:
        return f"there is no unit {value['unit'][:40]!r}"
    try:
        read_number(value["value"])
    except InvalidResponseError as refused:
        return str(refused)
    return ""


def _chooser(known) -> Callable[[Any], str]:
    return lambda value: _one_of(known, value)


def _lister(known) -> Callable[[Any], str]:
    return lambda value: _some_of(known, value)


_CHECKS: dict[str, Callable[[Mapping[str, Any], Any], str]] = {
    "single": lambda props, value: _one_of(props["options"], value),
    "multiple": lambda props, value: _some_of(props["options"], value),
    "select_n": _select_n,
    "order": _order,
    "grouping": lambda props, value: _each({g: _lister(x["options"]) for g, x in props["groups"].items()}, value),
    "matrix_single": lambda props, value: _each({row: _chooser(props["columns"]) for row in props["rows"]}, value),
    "matrix_multiple": lambda props, value: _each({col: _lister(props["rows"]) for col in props["columns"]}, value),
    "cloze": _blanks,
    "table_cloze": _blanks,
    "rationale": _rationale,
    "drag_cloze": _drag,
    "highlight": _highlight,
    "bowtie": _bowtie,
    "numeric": _numeric,
    "explorer": lambda props, value: "this explorer asks for no prediction",
    "text": lambda props, value: "" if isinstance(value, str) else "the answer must be text",
}
