"""Read the answer that stands on the screen from the controls themselves, not from what the page says of it."""

from nbcare.questions import markers

READ = """question => {
  const body = question.querySelector('.nbc-body');
  const all = (selector, give) => [...body.querySelectorAll(selector)].map(give);
  const box = body.querySelector('input[type=text]');
  return {
    checked: all('input:checked', (el) => [el.name, el.value]),
    chosen: all('select', (el) => el.value),
    lines: all('.nbc-line-text', (el) => el.firstChild.textContent),
    touched: body.querySelector('[data-touched]')?.dataset.touched === 'true',
    number: box && box.getAttribute('aria-invalid') !== 'true' ? box.value.trim() : '',
    typed: box && box.getAttribute('aria-invalid') === 'true' ? box.value.trim() : '',
    words: body.querySelector('textarea')?.value ?? '',
  };
}"""


def answer(question, item: dict):
    """Return the response to an item, as its learner was dealt it, that its controls show; None without one."""
    return _READERS[item["kind"]](item, question.evaluate(READ)) or None


def _ticked(seen: dict, ids, part: str = "") -> list[str]:
    """Return which of some ids are chosen, in written order."""
    chosen = {value for name, value in seen["checked"] if not part or name.endswith(f"-{part}")}
    return [id for id in ids if id in chosen]


def _single(item, seen):
    return next(iter(_ticked(seen, item["options"])), None)


def _several(item, seen):
    return _ticked(seen, item["options"])


def _grouping(item, seen):
    return _filled({group: _ticked(seen, part["options"], group) for group, part in item["groups"].items()})


def _matrix_single(item, seen):
    rows = {row: _ticked(seen, item["columns"], row) for row in item["rows"]}
    return {row: columns[0] for row, columns in rows.items() if columns}


def _matrix_multiple(item, seen):
    ticks = {value for _, value in seen["checked"]}
    return _filled({column: [row for row in item["rows"] if f"{column}.{row}" in ticks] for column in item["columns"]})


def _gaps(item, seen):
    return _filled(dict(zip(markers.blanks(item), seen["chosen"], strict=True)))


def _bowtie(item, seen):
    condition = _ticked(seen, item["conditions"], "conditions")
    pairs = {part: _ticked(seen, item[part], part) for part in ("actions", "parameters")}
    return _filled(
        {"actions": pairs["actions"], "condition": condition[0] if condition else "", "parameters": pairs["parameters"]}
    )


def _order(item, seen):
    ids = {words: id for id, words in item["options"].items()}
    return [ids[words] for words in seen["lines"]] if seen["touched"] else None


def _numeric(item, seen):
    chosen = _filled({"unit": seen["chosen"][0]}) if seen["chosen"] else {}
    variant = {"variant": item["variant"]} if "variant" in item else {}
    if seen["number"]:
        unit = chosen if seen["chosen"] else _filled({"unit": item["unit"]})
        return {"value": seen["number"], **unit, **variant}
    # What was typed and is no number, or a unit without one, is kept as it is.
    return {"as typed": seen["typed"], **chosen, **variant} if seen["typed"] or chosen else None


def _filled(parts: dict) -> dict:
    return {name: part for name, part in parts.items() if part}


_READERS = {
    "single": _single,
    "multiple": _several,
    "select_n": _several,
    "grouping": _grouping,
    "matrix_single": _matrix_single,
    "matrix_multiple": _matrix_multiple,
    "cloze": _gaps,
    "table_cloze": _gaps,
    "drag_cloze": _gaps,
    "rationale": _gaps,
    "highlight": lambda item, seen: _ticked(seen, markers.spans(item)),
    "hot_spot": lambda item, seen: _ticked(seen, item["spots"]),
    "bowtie": _bowtie,
    "order": _order,
    "numeric": _numeric,
    "text": lambda item, seen: seen["words"] if seen["words"].strip() else None,
}
