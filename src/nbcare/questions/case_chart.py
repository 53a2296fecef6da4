"""Let the chart of a case grow: what one step adds, and the whole chart that its learner then sees."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterator

from nbcare.questions.item import Exhibit, Table

Finding = tuple[str, str]
"""What is wrong, and what to do."""

_NEW_TAB = ("text", "entries", "table", "trend", "image")
_GROWTH = {"entries": "entries", "rows": "table", "times": "trend"}
"""What may be added to a tab that is there, and the content that the tab must have."""


class Addition(Exhibit, total=False):
    """What one step of a case adds: a new tab, or entries, rows or times of one that is there."""

    rows: list[list[str]]
    times: dict[str, list[str]]


def findings(chart: list[Exhibit], additions: list[Addition]) -> Iterator[Finding]:
    """Yield what is wrong with one step's additions to the chart before it."""
    for id, times in Counter(one["id"] for one in additions).items():
        if times > 1:
            yield f"chart: {id} stands {times} times in one step", "put what it adds together"
    known = {one["id"]: one for one in chart}
    for one in additions:
        yield from (_growth(known[one["id"]], one) if one["id"] in known else _new_tab(one))


def grown(chart: list[Exhibit], additions: list[Addition]) -> list[Exhibit]:
    """Return the chart with one step's additions, which alone are marked as new."""
    whole = [_settled(one) for one in chart]
    known = {one["id"]: one for one in whole}
    for one in additions:
        if one["id"] in known:
            _grow(known[one["id"]], one)
        else:
            whole.append(copy.deepcopy(one) | {"new": True})
    return whole


def news(chart: list[Exhibit]) -> list[Exhibit]:
    """Return only what is new in a chart, tab by tab, for a form in which every step stands below the other."""
    return [part for one in chart if (part := _news(one))]


def _settled(one: Exhibit) -> Exhibit:
    """Return a tab as something that has been there before."""
    old = copy.deepcopy(one)
    old.pop("new", None)
    old.pop("added", None)
    for entry in old.get("entries", ()):
        entry.pop("new", None)
    return old


def _grow(tab: Exhibit, one: Addition) -> None:
    if "entries" in one:
        tab["entries"] = [*tab.get("entries", ()), *(entry | {"new": True} for entry in one["entries"])]
    if "rows" in one:
        tab["table"]["rows"] += copy.deepcopy(one["rows"])
        tab["added"] = len(one["rows"])
    if "times" in one:
        trend = tab["trend"]
        trend["columns"] += list(one["times"])
        trend["rows"] = [
            [*row, *(values[n] for values in one["times"].values())] for n, row in enumerate(trend["rows"])
        ]
        tab["added"] = len(one["times"])


def _news(one: Exhibit) -> Exhibit | None:
    if one.get("new"):
        return one
    added = one.get("added", 0)
    bare: Exhibit = {"id": one["id"], "title": one["title"]}
    if entries := [entry for entry in one.get("entries", ()) if entry.get("new")]:
        return bare | {"entries": entries}
    if added and "table" in one:
        return bare | {"table": one["table"] | {"rows": one["table"]["rows"][-added:]}}
    if added:
        return bare | {"trend": _last(one["trend"], added)}
    return None


def _last(trend: Table, added: int) -> Table:
    """Keep the names and the last columns of a trend."""
    columns, rows = trend["columns"], trend["rows"]
    return {"columns": [columns[0], *columns[-added:]], "rows": [[row[0], *row[-added:]] for row in rows]}


def _new_tab(one: Addition) -> Iterator[Finding]:
    place = f"chart.{one['id']}"
    if "title" not in one:
        yield (
            f"{place}: title is missing, and no earlier step has this tab",
            "give the new tab a title, or correct the id",
        )
    if not any(name in one for name in _NEW_TAB):
        yield f"{place}: needs text, entries, a table, a trend, or an image with alt", "add one of them"
    if "image" in one and "alt" not in one:
        yield f"{place}: the image has no alt", "say in alt what the picture shows"
    for name in ("rows", "times"):
        if name in one:
            yield f"{place}: {name} belong to a tab that is there already", "write a table or a trend here"
    for name, table in (("table", one.get("table")), ("trend", one.get("trend"))):
        if table:
            yield from _rows(f"{place}: {name}", table, table["rows"])


def _growth(tab: Exhibit, one: Addition) -> Iterator[Finding]:
    place = f"chart.{one['id']}"
    if extra := sorted(set(one) - {"id"} - set(_GROWTH)):
        yield (
            f"{place}: {', '.join(extra)} cannot be added to a tab that an earlier step has",
            "add entries, rows or times, or give a new tab an id of its own",
        )
    if not set(one) & set(_GROWTH):
        yield f"{place}: adds nothing", "add entries, rows or times"
    for name, content in _GROWTH.items():
        if name in one and content not in tab and not (name == "entries" and "text" in tab):
            yield (
                f"{place}: {name} cannot be added, the tab has no {content}",
                f"give the tab a {content} in an earlier step",
            )
    if "rows" in one and "table" in tab:
        yield from _rows(f"{place}:", tab["table"], one["rows"])
    if "times" in one and "trend" in tab:
        yield from _times(place, tab["trend"], one["times"])


def _rows(place: str, table: Table, rows: list[list[str]]) -> Iterator[Finding]:
    for number, row in enumerate(rows, 1):
        if len(row) != len(table["columns"]):
            yield (
                f"{place} row {number} has {len(row)} cells for {len(table['columns'])} columns",
                "give each row one cell a column",
            )


def _times(place: str, trend: Table, times: dict[str, list[str]]) -> Iterator[Finding]:
    for time, values in times.items():
        if time in trend["columns"]:
            yield f"{place}: the time {time} is in the trend already", "write another time"
        if len(values) != len(trend["rows"]):
            yield (
                f"{place}: {time} has {len(values)} values for {len(trend['rows'])} rows",
                "give one value a row, in their order",
            )
