"""Say in words what an answer to an item was, and what the right one is."""

from dataclasses import dataclass

from nbcare.questions.markers import BLANK, SPAN
from nbcare.questions.variants import dealing

_BLANKS = {"cloze", "table_cloze", "rationale"}
_LISTS = {"single", "multiple", "select_n", "order"}


@dataclass(frozen=True)
class Line:
    """One thing chosen: where, what, and the ids of its feedback and of its mark."""

    place: str
    text: str
    element: str
    marked: str


def lines(item: dict, response) -> list[Line]:
    """Return what a valid response, or the key, says; nothing chosen gives no line."""
    if response in (None, "", [], {}):
        return []
    kind = item["kind"]
    if kind in _LISTS:
        return [Line("", item["options"][id], id, id) for id in _ids(response)]
    if kind == "highlight":
        spans = choices(item)
        return [Line("", spans[id], id, id) for id in _ids(response)]
    if kind == "numeric":
        return [Line("", _quantity(item, response), "", "value")]
    if kind == "text":
        return [Line("", str(response), "", "")]
    return _BYBLANK[kind](item, response)


def choices(item: dict) -> dict[str, str]:
    """Return every element that has feedback of its own, in words."""
    kind = item["kind"]
    if kind in _LISTS:
        return dict(item["options"])
    if kind == "grouping":
        return {
            f"{g}.{o}": f"{group['label']}: {text}"
            for g, group in item["groups"].items()
            for o, text in group["options"].items()
        }
    if kind == "matrix_single":
        return dict(item["rows"])
    if kind == "matrix_multiple":
        return {
            f"{c}.{r}": f"{row}: {column}" for r, row in item["rows"].items() for c, column in item["columns"].items()
        }
    if kind in _BLANKS:
        return {
            f"{b}.{x}": f"{_blank(item, b)}: {text}"
            for b, blank in item["blanks"].items()
            for x, text in blank["options"].items()
        }
    if kind == "drag_cloze":
        return dict(item["tokens"])
    if kind == "highlight":
        return {id: words for text in _texts(item) for id, words in SPAN.findall(text)}
    if kind == "bowtie":
        return {f"{part}.{id}": f"{_SLOTS[part]}: {text}" for part in _SLOTS for id, text in item[part].items()}
    return {"low": "Too low", "high": "Too high", "unit": "Another unit"} if kind == "numeric" else {}


def right(item: dict, response=None) -> list[Line]:
    """Return the key in words; a number's key may depend on the variant that was asked."""
    key = item.get("key")
    if item["kind"] == "numeric" and isinstance(response, dict):
        key = next((v["key"] for v in item.get("variants", ()) if v["id"] == response.get("variant")), key)
    return lines(item, key)


def passage(item: dict) -> list[str]:
    """Return the text or table an item asks about, its gaps numbered as in the answers."""
    plain = [SPAN.sub(lambda found: found[2], text) for text in _texts(item)]
    return [BLANK.sub(lambda found: f"[{_blank(item, found[1])}]", text) for text in plain]


def _matrix_single(item: dict, response: dict) -> list[Line]:
    return [Line(row, item["columns"][response[r]], r, r) for r, row in item["rows"].items() if response.get(r)]


def _matrix_multiple(item: dict, response: dict) -> list[Line]:
    pairs = [(r, c) for r in item["rows"] for c in item["columns"] if r in (response.get(c) or ())]
    return [Line(item["rows"][r], item["columns"][c], f"{c}.{r}", f"{c}.{r}") for r, c in pairs]


def _grouping(item: dict, response: dict) -> list[Line]:
    pairs = [(g, o) for g, group in item["groups"].items() for o in group["options"] if o in (response.get(g) or ())]
    return [Line(item["groups"][g]["label"], item["groups"][g]["options"][o], f"{g}.{o}", f"{g}.{o}") for g, o in pairs]


def _blanks(item: dict, response: dict) -> list[Line]:
    filled = [(b, response[b]) for b in item["blanks"] if response.get(b)]
    return [Line(_blank(item, b), item["blanks"][b]["options"][x], f"{b}.{x}", b) for b, x in filled]


def _drag_cloze(item: dict, response: dict) -> list[Line]:
    return [Line(_blank(item, b), item["tokens"][response[b]], response[b], b) for b in _gaps(item) if response.get(b)]


def _bowtie(item: dict, response: dict) -> list[Line]:
    given = {
        "actions": response.get("actions"),
        "conditions": response.get("condition"),
        "parameters": response.get("parameters"),
    }
    return [
        Line(_SLOTS[part], item[part][id], f"{part}.{id}", f"{part}.{id}")
        for part in _SLOTS
        for id in _ids(given[part] or [])
    ]


_SLOTS = {"actions": "Action", "conditions": "Condition", "parameters": "Parameter"}
_BYBLANK = {
    "matrix_single": _matrix_single,
    "matrix_multiple": _matrix_multiple,
    "grouping": _grouping,
    "cloze": _blanks,
    "table_cloze": _blanks,
    "rationale": _blanks,
    "drag_cloze": _drag_cloze,
    "bowtie": _bowtie,
}


def _ids(response) -> list[str]:
    # The key of an order stands as it is; a set that named an option twice chose it once.
    return [response] if isinstance(response, str) else list(dict.fromkeys(response))


def _quantity(item: dict, response) -> str:
    if isinstance(response, dict):
        return f"{response.get('value', '')} {response.get('unit', '')}".strip()
    key = f"{dealing.plain_number(response)} {item.get('unit', '')}".strip()
    return f"{key}: {item['worked']}" if "worked" in item else key


def _texts(item: dict) -> list[str]:
    table = item.get("table")
    cells = [" | ".join(map(str, row)) for row in _rows(table)] if table else []
    return [*([item["text"]] if "text" in item else []), *cells]


def _rows(table: dict) -> list[list]:
    rows = table["rows"]
    return [
        list(row.values()) if isinstance(row, dict) else list(row)
        for row in (rows.values() if isinstance(rows, dict) else rows)
    ]


def _gaps(item: dict) -> list[str]:
    return list(dict.fromkeys(id for text in _texts(item) for id in BLANK.findall(text)))


def _blank(item: dict, id: str) -> str:
    gaps = _gaps(item)
    return f"Gap {gaps.index(id) + 1}" if id in gaps else f"Gap {id}"
