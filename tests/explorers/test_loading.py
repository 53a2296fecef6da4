"""Explorers are read from YAML, checked, and printed with their facts."""

import re
from pathlib import Path

import pytest
import yaml

from nbcare.content import evidence, explorers
from nbcare.errors import ContentError
from nbcare.questions import plain_text
from nbcare.questions.scoring import problem


@pytest.fixture
def written(root: Path, tmp_path: Path):
    """Write a changed copy of an explorer and return its path."""

    def write(id: str, change=lambda data: None) -> Path:
        data = yaml.safe_load((root / explorers.FOLDER / f"{id}.yaml").read_text(encoding="utf-8"))
        change(data)
        path = tmp_path / f"{id}.yaml"
        path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
        return path

    return write


EXPLORERS = "src/nbcare/frontend/nbcare/static/explorers"


def test_every_explorer_of_the_course_is_well_formed(root):
    """Does each file of the folder load, the three of the retinoid module among them?"""
    found = explorers.load_all(root)
    assert set(found) >= {"retinoids-dish", "retinoids-calendar", "retinoids-body-map"}
    assert set(found) == {path.stem for path in (root / explorers.FOLDER).iterdir()}


def test_every_kind_is_one_schema_one_module_and_at_least_one_explorer(root):
    """Is anything left over of a kind that nobody shows, or missing of one that is shown?"""
    modules = {path.stem for path in (root / EXPLORERS).glob("*.js")}
    shown = {explorer.data["widget"] for explorer in explorers.load_all(root).values()}
    assert explorers.widgets() == modules == shown


def test_no_placeholder_is_left_in_the_props(props):
    """Does a learner ever see a placeholder in place of a figure?"""
    assert not [id for id, data in props.items() if "{{" in str(data)]


def test_figures_of_the_plan_come_from_the_evidence_as_numbers(props):
    """Can the browser count with the days on, the course and the number of courses?"""
    data = props["retinoids-calendar"]["data"]
    assert (data["days_on"], data["course_days"], data["courses"]) == (14, 28, 6)
    assert props["retinoids-dish"]["data"]["days"]["max"] == 14
    assert props["interleukin-2-trial"]["data"]["finished"]["without"] == 87, "a per cent sign is no part of the number"


def test_each_explorer_lists_what_it_cites(props):
    """Does every number in brackets belong to a source that comes along, and no other?"""
    for id, data in props.items():
        listed = {source["n"] for source in data["sources"]}
        text = {name: part for name, part in data.items() if name != "sources"}
        assert listed == {int(n) for n in re.findall(r"\[(\d+)\]", str(text))}, id
    assert all(props[id]["sources"] for id in ("retinoids-dish", "retinoids-calendar", "retinoids-body-map"))


def test_every_effect_on_the_body_map_is_cited(props):
    """Is there any advice on the map without its source beside it?"""
    areas = props["retinoids-body-map"]["data"]["areas"].values()
    assert not [effect for area in areas for effect in area["effects"] if "[" not in effect["do"]]


def test_a_caution_shows_its_limit(props):
    """Does advice from one hospital say so?"""
    lips = props["retinoids-body-map"]["data"]["areas"]["lips"]["effects"][0]["do"]
    assert "one UK hospital" in lips


def test_the_text_form_says_title_and_sentence(props):
    """What does a printer or a screen reader get in place of the picture?"""
    data = props["retinoids-dish"]
    assert plain_text.explorer(data).splitlines() == ["Explorer retinoids-dish (dish)", data["title"], data["sentence"]]


def test_only_a_prediction_is_an_answer(props):
    """Does the host refuse what is not one of the predictions?"""
    data = props["retinoids-dish"]
    assert problem(data, "a") == "" == problem(data, None)
    assert problem(data, "z") and problem(data, ["a"]) and problem(data, {"a": 1})
    without = {name: part for name, part in data.items() if name != "prediction"}
    assert problem(without, "a") == "this explorer asks for no prediction" and problem(without, None) == ""


def test_props_are_the_same_every_time(root, props):
    """Is the hash of what was shown stable, and does it follow a change?"""
    again = {id: explorers.public(root, id, evidence.load(root), evidence.References()) for id in ("retinoids-dish",)}
    assert (
        explorers.public(root, "retinoids-dish", evidence.load(root), evidence.References()) == again["retinoids-dish"]
    )
    assert again["retinoids-dish"]["shown"].startswith("sha256:")
    assert again["retinoids-dish"]["shown"] != props["retinoids-calendar"]["shown"]


def _drop(*names):
    def change(data):
        for name in names[:-1]:
            data = data[name]
        del data[names[-1]]

    return change


def _set(value, *names):
    def change(data):
        for name in names[:-1]:
            data = data[name]
        data[names[-1]] = value

    return change


@pytest.mark.parametrize(
    ("id", "change", "says"),
    [
        ("retinoids-dish", _drop("sentence"), "sentence"),
        ("retinoids-dish", _drop("data", "curve"), "curve"),
        ("retinoids-dish", _set("spiral", "widget"), "widget"),
        ("retinoids-dish", _set("many", "data", "cells"), "data.cells"),
        ("retinoids-dish", _set("z", "prediction", "seen"), "prediction.seen"),
        ("retinoids-dish", _drop("compare", "feedback", "a"), "feedback"),
        ("retinoids-dish", _set("other", "id"), "file's name"),
        ("retinoids-dish", _drop("compare"), "compare"),
        ("retinoids-dish", _drop("prediction"), "prediction"),
        ("retinoids-dish", _set("calendar", "widget"), "data"),
        ("retinoids-dish", _set(["dish"], "widget"), "widget"),
        ("retinoids-calendar", _set("fourteen", "data", "days_on"), "data.days_on"),
        ("retinoids-calendar", _set("x", "data", "colour"), "colour"),
        ("retinoids-body-map", _set("soon", "data", "areas", "lips", "effects", 0, "level"), "soon"),
        ("retinoids-body-map", _set({"label": "Tail", "effects": []}, "data", "areas", "tail"), "tail"),
    ],
)
def test_a_bad_explorer_is_refused_by_name(written, id, change, says):
    """Does the error name the file and the field?"""
    with pytest.raises(ContentError) as error:
        explorers.load(written(id, change))
    assert f"{id}.yaml" in str(error.value) and says in str(error.value)


def test_prediction_and_comparison_may_be_left_out_together(written):
    """Can an explorer have nothing to predict?"""

    def change(data):
        del data["prediction"], data["compare"]

    assert "prediction" not in explorers.load(written("retinoids-dish", change)).data


def test_a_file_that_is_no_yaml_is_refused(tmp_path):
    """Does a slip in the YAML name the file?"""
    path = tmp_path / "x.yaml"
    path.write_text("a: [", encoding="utf-8")
    with pytest.raises(ContentError, match="x.yaml"):
        explorers.load(path)


def test_an_explorer_that_is_not_there_is_refused(root):
    """What does an author read who misspells an id in a lesson?"""
    with pytest.raises(ContentError, match="no such explorer"):
        explorers.public(root, "retinoids-dsh", evidence.load(root), evidence.References())


@pytest.mark.parametrize("ref", ["ra.dose.standard.doses", "ra.dose.standard.nothing", "no.such.fact"])
def test_a_figure_that_is_no_number_is_refused(root, written, ref):
    """Can a fact's words end up where the browser computes?"""
    path = written("retinoids-calendar", _set(f"{{{{fact:{ref}}}}}", "data", "days_on"))
    if ref.endswith("doses"):
        path.write_text(path.read_text().replace(ref, "ra.hyperca.report.constipation"))
    with pytest.raises(ContentError):
        explorers.props(explorers.load(path), evidence.load(root), evidence.References())
