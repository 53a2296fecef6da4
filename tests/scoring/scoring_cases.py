"""Make random items and responses from one source of chance, for every kind."""

from __future__ import annotations

import copy
from random import Random
from typing import Any

from nbcare.questions import scoring

KINDS = tuple(scoring.KINDS)
PLUS_MINUS = ("multiple", "highlight", "grouping", "matrix_multiple", "hot_spot")
JUNK = (
    "zz",
    "",
    " ",
    None,
    True,
    False,
    0,
    1,
    -1.5,
    10**30,
    [],
    {},
    [[]],
    [None],
    ["zz"],
    [1],
    {"a": "zz"},
    {"zz": "a"},
    {"zz": ["a"]},
    {"": ""},
    [["a"]],
    {"a": {"a": {"a": []}}},
    "constructor",
    {"__proto__": "a"},
    ["a"] * 300,
    "x" * 21_000,
    {"value": "1,000", "unit": "mg"},
    {"as typed": "about 3", "unit": "mg"},
)
NUMBERS = (
    "0",
    "0.5",
    "0,5",
    "1",
    "+1.50",
    "-1",
    "12.5",
    "1,234",
    "1.234",
    "1 000",
    "1e3",
    "nan",
    "2-3",
    " 7 ",
    "",
    "0.1",
    "0.30000000000000004",
    "99999999999999999999",
    ".5",
    "5.",
    "5..",
    "\u22122",
)
UNITS = ("mg", "mcg", "µg", "m2", "m²", "mL", "mg/m²/day", "bananas", "", "cups")


def item(kind: str, chance: Random) -> dict[str, Any]:
    """Make a sound item of one kind."""
    made = {"id": f"case-q{chance.randrange(100):02}", "kind": kind, "stem": "Case."}
    return made | _MAKERS[kind](chance)


def response(item: dict[str, Any], chance: Random) -> Any:
    """Make a response: right, partly right, any choice, spoilt, or junk."""
    way = chance.randrange(10)
    if way == 0:
        return copy.deepcopy(chance.choice(JUNK))
    if way == 1:
        return scoring.everything(item)
    key = scoring.key_response(item)
    if way == 2:
        return key
    made = _choose(item, key, chance)
    return _spoil(made, chance) if way >= 8 else made


def _ids(letter: str, most: int, chance: Random, least: int = 2) -> list[str]:
    return [f"{letter}{n}" for n in range(1, chance.randint(least, most) + 1)]


def _texts(ids: list[str]) -> dict[str, str]:
    return {each: f"Text {each}" for each in ids}


def _some(ids: list[str], chance: Random, least: int = 0) -> list[str]:
    return chance.sample(ids, chance.randint(least, len(ids)))


def _single(chance: Random) -> dict:
    ids = _ids("o", 6, chance)
    return {"options": _texts(ids), "key": chance.choice(ids)}


def _multiple(chance: Random) -> dict:
    ids = _ids("o", 8, chance)
    return {"options": _texts(ids), "key": _some(ids, chance, 1)}


def _select_n(chance: Random) -> dict:
    made = _multiple(chance)
    return made | {"n": len(made["key"])}


def _order(chance: Random) -> dict:
    ids = _ids("o", 5, chance)
    return {"options": _texts(ids), "key": _some(ids, chance, len(ids))}


def _grouping(chance: Random) -> dict:
    groups = {each: _ids("o", 4, chance) for each in _ids("g", 4, chance)}
    key = {each: _some(ids, chance, 1) for each, ids in groups.items()}
    return {"groups": {each: {"label": each, "options": _texts(ids)} for each, ids in groups.items()}, "key": key}


def _grid(chance: Random) -> tuple[list[str], list[str], dict]:
    rows, columns = _ids("r", 6, chance), _ids("c", 4, chance)
    return rows, columns, {"rows": _texts(rows), "columns": _texts(columns)}


def _matrix_single(chance: Random) -> dict:
    rows, columns, grid = _grid(chance)
    return grid | {"key": {row: chance.choice(columns) for row in rows}}


def _matrix_multiple(chance: Random) -> dict:
    rows, columns, grid = _grid(chance)
    key = {column: _some(rows, chance) for column in columns if chance.random() < 0.9}
    return grid | {"key": key | {columns[0]: [rows[0]]}}


def _blanks(blanks: list[str], chance: Random) -> dict:
    options = {blank: _ids("o", 5, chance) for blank in blanks}
    return {
        "text": " ".join(f"[[{blank}]]" for blank in blanks),
        "blanks": {blank: {"options": _texts(ids)} for blank, ids in options.items()},
        "key": {blank: chance.choice(ids) for blank, ids in options.items()},
    }


def _cloze(chance: Random) -> dict:
    return _blanks(_ids("b", 4, chance, 1), chance)


def _table_cloze(chance: Random) -> dict:
    made = _cloze(chance)
    return made | {"table": {"columns": ["One"], "rows": [[made.pop("text")]]}}


def _drag_cloze(chance: Random) -> dict:
    tokens, blanks = _ids("t", 6, chance, 4), _ids("b", 3, chance, 1)
    return {
        "text": " ".join(f"[[{blank}]]" for blank in blanks),
        "tokens": _texts(tokens),
        "key": dict(zip(blanks, chance.sample(tokens, len(blanks)), strict=True)),
    }


def _rationale(chance: Random) -> dict:
    blanks = ["b1", "b2", "b3"][: chance.choice((2, 3, 3))]
    made = _blanks(blanks, chance) | {"cause": "b1", "effects": blanks[1:]}
    if len(blanks) == 3:
        # One length: half of the triads get one shared list, half two lists that only look alike.
        ids = _ids("o", 5, chance)
        for blank in blanks[1:]:
            made["blanks"][blank]["options"] = _texts(ids)
        made["key"]["b2"], made["key"]["b3"] = chance.sample(ids, 2)
        if chance.random() < 0.5:
            made["blanks"]["b3"]["options"]["o1"] = "Another text"
    return made


def _highlight(chance: Random) -> dict:
    spans = _ids("s", 7, chance)
    text = ", ".join(f"[[{span}: words of {span}]]" for span in spans)
    content = {"text": text} if chance.random() < 0.5 else {"table": {"columns": ["One"], "rows": [[text]]}}
    return content | {"key": _some(spans, chance, 1)}


def _hot_spot(chance: Random) -> dict:
    ids = _ids("s", 6, chance)
    spots = {
        id: {
            "label": f"Place {id}",
            "x": 15 * n,
            "y": chance.randrange(60),
            "width": 15,
            "height": chance.randint(1, 40),
        }
        for n, id in enumerate(ids)
    }
    return {"image": "assets/images/x.svg", "alt": "A picture.", "spots": spots, "key": _some(ids, chance, 1)}


def _bowtie(chance: Random) -> dict:
    actions, conditions, parameters = (_ids(letter, 5, chance, 3) for letter in "acp")
    return {
        "actions": _texts(actions),
        "conditions": _texts(conditions),
        "parameters": _texts(parameters),
        "key": {
            "actions": chance.sample(actions, 2),
            "condition": chance.choice(conditions),
            "parameters": chance.sample(parameters, 2),
        },
    }


def _numeric(chance: Random) -> dict:
    tolerance = chance.choice((0, 0.1, 0.05, 1, {"absolute": 0.5}, {"relative": 0.1}, {"relative": 1e-7}))
    key = chance.choice((0, 1, 0.5, 0.61, -2, 12.5, 1e-7, 1e21, 0.1, 160, chance.random()))
    made = {"unit": chance.choice(("mg", "m2", "mg/m2/day", "cups")), "tolerance": tolerance, "key": key}
    if chance.random() < 0.3:
        made |= {"variants": [{"id": "v1", "parameters": {}, "key": 7}], "units": ["mL"]}
    elif chance.random() < 0.5:
        # Dealt: no key of its own, the response must name its variant.
        key = made.pop("key")
        made["variants"] = [{"id": f"v{n}", "parameters": {}, "key": one} for n, one in enumerate((key, 7, 0.285), 1)]
    return made


def _text(chance: Random) -> dict:
    return {"rubric": "Reasons.", "points": chance.randint(1, 4)}


_MAKERS = {
    "single": _single,
    "multiple": _multiple,
    "select_n": _select_n,
    "grouping": _grouping,
    "matrix_single": _matrix_single,
    "matrix_multiple": _matrix_multiple,
    "cloze": _cloze,
    "table_cloze": _table_cloze,
    "drag_cloze": _drag_cloze,
    "rationale": _rationale,
    "highlight": _highlight,
    "bowtie": _bowtie,
    "order": _order,
    "numeric": _numeric,
    "text": _text,
    "hot_spot": _hot_spot,
}


def _choose(item: dict, key: Any, chance: Random) -> Any:
    """Choose anything that the item offers, part by part."""
    if item["kind"] == "numeric":
        made = {"value": chance.choice((*NUMBERS, key["value"])), "unit": chance.choice((*UNITS, item["unit"]))}
        named = key.get("variant", "v1")
        often = 0.8 if "variant" in key else 0.2
        return made | ({"variant": chance.choice((named, "v2", "v9", ""))} if chance.random() < often else {})
    if item["kind"] == "text":
        return chance.choice(("Words.", " ", "\u2003\n", "é" * 20_001, "😀", "\u001c"))
    offered = scoring.everything(item)
    if isinstance(offered, dict):
        return {part: _like(key.get(part), ids, chance) for part, ids in offered.items() if chance.random() < 0.9}
    return _like(key, offered, chance)


def _like(key: Any, ids: list[str], chance: Random) -> Any:
    """Choose one id where the key has one, several where it has a list."""
    if isinstance(key, str):
        return chance.choice((key, chance.choice(ids), "")) if ids else ""
    chosen = _some(ids, chance)
    return chosen + chosen[:1] if chance.random() < 0.2 else chosen


def _spoil(made: Any, chance: Random) -> Any:
    """Put junk somewhere into a response."""
    junk = copy.deepcopy(chance.choice(JUNK))
    if isinstance(made, list):
        return [*made, junk]
    if isinstance(made, dict):
        return {**made, chance.choice([*made, "zz"]): junk}
    return junk
