"""A case loads whole or not at all, its chart grows as written, and a mistake is named with file, item and field."""

import json
from pathlib import Path

import pytest
import yaml

from nbcare.content import cases, course
from nbcare.content.items import all_items
from nbcare.errors import ContentError
from nbcare.questions import case_chart

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = cases.folder(ROOT) / "wilting-plant.yaml"


@pytest.fixture
def written():
    """What the author of the example case wrote, to be changed at will."""
    return yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))


def load(folder: Path, data: dict, name: str = "wilting-plant"):
    """Write a case and load it."""
    path = folder / f"{name}.yaml"
    path.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    return cases.load(path)


def test_a_case_has_six_items_in_the_order_of_the_steps():
    """Does each item get its step, the case's use and the case's name?"""
    told = cases.load(EXAMPLE)
    assert tuple(item["step"] for item in told.items.values()) == cases.STEPS
    assert {(item["use"], item["case"], item["fictional"]) for item in told.items.values()} == {
        ("practice", "wilting-plant", True)
    }


def test_each_item_carries_the_chart_of_its_step():
    """Does the chart grow by entries, times, rows and tabs, with only the newest marked?"""
    charts = [{one["id"]: one for one in item["exhibits"]} for item in cases.load(EXAMPLE).items.values()]
    assert [list(chart) for chart in charts[:3]] == [
        ["history", "notes", "signs"],
        ["history", "notes", "signs"],
        ["history", "notes", "signs", "care"],
    ]
    assert [len(chart["notes"]["entries"]) for chart in charts] == [2, 3, 3, 4, 4, 5]
    assert [[bool(entry.get("new")) for entry in chart["notes"]["entries"]] for chart in charts[1:3]] == [
        [False, False, True],
        [False] * 3,
    ]
    assert charts[1]["signs"]["trend"] == {
        "columns": ["Sign", "Friday", "Monday", "Wednesday"],
        "rows": [["Soil, from 0 (dry) to 10 (wet)", "4", "6", "9"], ["Leaves that hang", "0", "1", "6"]],
    }
    assert (charts[1]["signs"]["added"], charts[2]["signs"].get("added")) == (1, None)
    assert charts[2]["care"]["new"] is True and "new" not in charts[3]["care"]
    assert len(charts[5]["care"]["table"]["rows"]) == 4 and charts[5]["care"]["added"] == 2


def test_the_news_of_a_step_are_only_what_it_added():
    """Does a form with all steps below each other tell nothing twice?"""
    last = list(cases.load(EXAMPLE).items.values())[5]["exhibits"]
    assert [
        (one["id"], *(name for name in ("entries", "trend", "table") if name in one)) for one in case_chart.news(last)
    ] == [("notes", "entries"), ("signs", "trend"), ("care", "table")]
    notes, signs, care = case_chart.news(last)
    whole = {one["id"]: one for one in last}
    assert notes["entries"] == whole["notes"]["entries"][-1:]
    assert signs["trend"]["columns"] == ["Sign", "Friday, one week later"]
    assert signs["trend"]["rows"] == [[row[0], row[-1]] for row in whole["signs"]["trend"]["rows"]]
    assert care["table"] == whole["care"]["table"] | {"rows": whole["care"]["table"]["rows"][-2:]}


def test_a_text_may_go_on_in_entries(tmp_path, written):
    """Can a later step write notes below a text, which an earlier step gave without any?"""
    written["items"][1]["chart"].append({"id": "history", "entries": [{"at": "Monday", "text": "It was watered."}]})
    history = [item["exhibits"][0] for item in load(tmp_path, written).items.values()][:3]
    assert ["entries" in one for one in history] == [False, True, True] and all("text" in one for one in history)
    assert history[1]["entries"][0]["new"] is True and "new" not in history[2]["entries"][0]


def change(path: str, value):
    """Make a change at a path such as items.0.kind; a value of None takes the field away."""

    def apply(data):
        *way, name = [int(part) if part.isdigit() else part for part in path.split(".")]
        for part in way:
            data = data[part]
        if value is None:
            del data[name]
        else:
            data[name] = value

    return apply


MISTAKES = [
    ("five items", lambda d: d["items"].pop(), "items: needs at least 6"),
    ("seven items", lambda d: d["items"].append(dict(d["items"][0])), "items: takes at most 6"),
    ("another file's name", change("case", "other"), "the case is not the file's name"),
    ("no use", change("use", None), "use is missing"),
    ("an unknown field", change("titel", "x"), "unknown field titel"),
    ("a placeholder in the intro", change("intro", "It is {{fact:x}}."), "title and intro take no"),
    (
        "a step out of order",
        change("items.1.step", "take-action"),
        "gallery-p22: step: is take-action, but the item in this place is analyze-cues",
    ),
    ("a use of its own", change("items.1.use", "graded"), "gallery-p22: use: an item of a case has none of its own"),
    (
        "exhibits",
        change("items.1.exhibits", [{"title": "x", "text": "y"}]),
        "gallery-p22: exhibits: an item of a case has none of its own",
    ),
    ("an id twice", change("items.1.id", "gallery-p21"), "gallery-p21: id: stands twice in this case"),
    ("no kind", change("items.2.kind", None), "gallery-p23: kind is missing"),
    ("a key that is no option", change("items.3.key", ["a", "x"]), "gallery-p24: key: x is not among the options"),
    ("an empty case", change("items.0.chart", None), "chart: notes: title is missing|chart: the first step has none"),
    ("a field of the chart", change("items.0.chart.0.texts", "x"), "gallery-p21: chart.0: unknown field texts"),
    ("a tab without title", change("items.0.chart.0.title", None), "gallery-p21: chart.history: title is missing"),
    ("a tab without content", change("items.0.chart.0.text", None), "gallery-p21: chart.history: needs text"),
    (
        "a picture without words",
        change("items.0.chart.0.image", "assets/images/x.png"),
        "gallery-p21: chart.history: the image has no alt",
    ),
    (
        "a value too few",
        change("items.1.chart.1.times", {"Wednesday": ["9"]}),
        "gallery-p22: chart.signs: Wednesday has 1 values for 2 rows",
    ),
    (
        "a time twice",
        change("items.1.chart.1.times", {"Monday": ["9", "6"]}),
        "gallery-p22: chart.signs: the time Monday is in the trend already",
    ),
    (
        "a cell too few",
        change("items.5.chart.2.rows", [["Friday"]]),
        "gallery-p26: chart.care: row 1 has 1 cells for 3 columns",
    ),
    (
        "rows for a trend",
        change("items.1.chart.1", {"id": "signs", "rows": [["x"]]}),
        "gallery-p22: chart.signs: rows cannot be added, the tab has no table",
    ),
    ("an addition of nothing", change("items.1.chart.0", {"id": "notes"}), "gallery-p22: chart.notes: adds nothing"),
    (
        "entries for a trend",
        change("items.1.chart.1", {"id": "signs", "entries": [{"text": "x"}]}),
        "gallery-p22: chart.signs: entries cannot be added, the tab has no entries",
    ),
    (
        "times for a text",
        change("items.1.chart.1", {"id": "history", "times": {"x": ["y"]}}),
        "gallery-p22: chart.history: times cannot be added, the tab has no trend",
    ),
    (
        "text for an old tab",
        change("items.1.chart.0", {"id": "notes", "text": "x"}),
        "gallery-p22: chart.notes: text cannot be added",
    ),
    (
        "an old tab twice",
        lambda d: d["items"][1]["chart"].append({"id": "notes", "entries": [{"text": "x"}]}),
        "gallery-p22: chart: notes stands 2 times in one step",
    ),
    (
        "times for a new tab",
        change("items.1.chart.1", {"id": "new", "title": "New", "text": "x", "times": {"x": ["y"]}}),
        "chart.new: times belong to a tab that is there already",
    ),
]


@pytest.mark.parametrize(("spoil", "said"), [case[1:] for case in MISTAKES], ids=[case[0] for case in MISTAKES])
def test_a_mistake_is_named_with_its_place_and_repair(tmp_path, written, spoil, said):
    """Does each mistake stop the case with one line that says where, what and what to do?"""
    spoil(written)
    with pytest.raises(cases.CaseError) as refused:
        load(tmp_path, written)
    line = str(refused.value)
    assert "wilting-plant.yaml:" in line
    assert any(one in line for one in said.split("|")) and refused.value.repair and "\n" not in line


def test_an_id_of_a_bank_cannot_be_used_again_in_a_case(course_copy):
    """Is an id that stands in a bank and in a case refused?"""
    path = cases.folder(course_copy) / "wilting-plant.yaml"
    path.write_text(path.read_text().replace("gallery-p26", "gallery-p01"))
    with pytest.raises(ContentError, match="gallery-p01.*another bank or case"):
        all_items(course_copy)


def test_an_assessment_that_lists_a_case_has_its_six_items(course_copy):
    """Does a case's name stand for its items, in their order and among the others?"""
    path = course_copy / "course.yaml"
    path.write_text(path.read_text().replace("      - retinoids-q02\n", "      - wilting-plant\n"))
    quiz = course.load(course_copy).assessment("retinoids-quiz")
    assert quiz.items[:8] == (
        "retinoids-q01",
        *(f"gallery-p2{n}" for n in range(1, 7)),
        "retinoids-q03",
    ) and quiz.cases == ("wilting-plant",)
    path.write_text(path.read_text().replace("      - retinoids-q03\n", "      - gallery-p23\n"))
    with pytest.raises(course.CourseError, match="gallery-p23 stands in a case"):
        course.load(course_copy)


def test_a_key_of_a_case_can_be_tried(tmp_path, capsys):
    """Does `nbcare score` take a case, and its own entry for how far it is opened?"""
    from nbcare.authoring import score

    answers = tmp_path / "responses.json"
    answers.write_text(
        json.dumps({"items": {"gallery-p21": {"response": ["s2"]}, "wilting-plant": {"response": {"opened": 2}}}})
    )
    assert score.main(EXAMPLE, answers) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["points"] == 1 and err == ""
