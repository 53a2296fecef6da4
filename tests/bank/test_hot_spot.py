"""Places on a picture: what a bank takes, what a learner sees, and that the gallery's places lie where it says."""

import copy

import documented
import pytest
import yaml

from nbcare.content import bank, evidence, learner_view
from nbcare.content.evidence import References
from nbcare.questions import plain_text, scoring

ITEM = next(
    item
    for item in yaml.safe_load((documented.ROOT / "assessments/bank/gallery.yaml").read_text(encoding="utf-8"))["items"]
    if item["kind"] == "hot_spot"
)


def _load(tmp_path, **changes):
    item = copy.deepcopy(ITEM) | changes
    path = tmp_path / "gallery.yaml"
    path.write_text(
        yaml.safe_dump({"version": 1, "module": "gallery", "items": [item]}, sort_keys=False), encoding="utf-8"
    )
    return bank.load(path).items[item["id"]]


def _spots(**places):
    return {
        id: {"label": f"Place {id}", "x": x, "y": y, "width": width, "height": height}
        for id, (x, y, width, height) in places.items()
    }


def test_the_gallery_item_loads(tmp_path):
    """Does a bank take what the gallery shows?"""
    assert _load(tmp_path)["spots"] == ITEM["spots"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"key": ["s9"]}, "key: s9 is not among the spots s1, s2, s3, s4"),
        ({"key": []}, "key: needs at least 1"),
        ({"key": "s1"}, "key: must be a list"),
        ({"alt": " "}, "alt: is empty"),
        ({"image": 5}, "image: must be text"),
        ({"spots": _spots(s2=(0, 0, 10, 10))}, "spots: needs at least 2"),
        ({"spots": _spots(s2=(-1, 0, 10, 10), s3=(50, 0, 10, 10))}, "spots.s2.x: -1 is too small"),
        ({"spots": _spots(s2=(95, 0, 10, 10), s3=(50, 0, 10, 10))}, "spots.s2: x and width lead out of the picture"),
        ({"spots": _spots(s2=(0, 95, 10, 10), s3=(50, 0, 10, 10))}, "spots.s2: y and height lead out of the picture"),
        ({"spots": _spots(s2=(0, 0, 0, 10), s3=(50, 0, 10, 10))}, "spots.s2.width: 0 is too small"),
        ({"spots": _spots(s2=(0, 0, 120, 10), s3=(50, 0, 10, 10))}, "spots.s2.width: 120 is too large"),
        ({"spots": _spots(s2=(float("nan"), 0, 5, 5), s3=(50, 0, 10, 10))}, "spots.s2: x and width lead out"),
        ({"spots": _spots(s2=(0, 0, 30, 30), s3=(29, 29, 10, 10))}, "spots: s2 and s3 overlap"),
        ({"spots": {"s2": {"label": "A", "x": 1, "y": 1, "width": 1}, "s3": {}}}, "height is missing"),
        ({"options": {"a": "A", "b": "B"}}, "unknown field options"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path, changes, said):
    """Does an author read which place is wrong, and of a picture without places that it needs some?"""
    with pytest.raises(bank.BankError) as refused:
        _load(tmp_path, **changes)
    assert said in str(refused.value) and ITEM["id"] in str(refused.value)


@pytest.mark.parametrize("missing", ["image", "alt", "spots", "key"])
def test_every_field_is_needed(tmp_path, missing):
    """Could a picture be asked about that is not there, or that nobody without sight can answer?"""
    path = tmp_path / "gallery.yaml"
    item = {name: part for name, part in ITEM.items() if name != missing}
    path.write_text(yaml.safe_dump({"version": 1, "module": "gallery", "items": [item]}), encoding="utf-8")
    with pytest.raises(bank.BankError, match=f"{missing} is missing"):
        bank.load(path)


@pytest.mark.parametrize("order", [("s2", "s3", "s4"), ("s4", "s3", "s2")])
def test_places_may_touch(tmp_path, order):
    """Can a picture be divided without gaps, whichever place is written first?"""
    spots = _spots(s2=(0, 0, 50, 50), s3=(50, 0, 50, 100), s4=(0, 50, 50, 50))
    assert _load(tmp_path, spots={id: spots[id] for id in order})


def test_a_graded_picture_tells_neither_key_nor_how_many():
    """Is nothing of the key in what a learner sees, the points included, and all that is needed to answer?"""
    known = evidence.load(documented.ROOT)
    seen = learner_view.public({**ITEM, "use": "graded"}, known, References())
    assert not {"key", "why", "feedback", "points"} & set(seen)
    assert seen["spots"] == ITEM["spots"] and {"image", "alt"} <= set(seen)
    assert learner_view.practice(ITEM, known, References())["points"] == 2


def test_the_picture_can_be_answered_without_seeing_it():
    """Does the plain text tell the picture, and each place by its id and name?"""
    lines = plain_text.question(ITEM, ["s3", "s2"]).splitlines()
    assert any(line.startswith("  Picture: Three numbered pots") for line in lines)
    assert "  s3: Saucer of the second plant" in lines and lines[-1] == "Saved answer: s3, s2"


def test_choosing_everything_earns_nothing_and_reading_needs_no_key():
    """Is a learner who marks the whole picture paid, or a response refused that the page can give?"""
    assert scoring.score(ITEM, list(ITEM["spots"])).points == 0
    props = {name: part for name, part in ITEM.items() if name not in ("key", "why", "feedback")}
    assert scoring.problem(props, ["s1"]) == "" and scoring.problem(props, ["s7"]) == "there is no option 's7'"


@pytest.mark.parametrize(
    ("spot", "x", "y"),
    [
        ("s1", 75, 90),
        ("s1", 115, 85),
        ("s2", 205, 125),
        ("s2", 250, 135),
        ("s3", 200, 200),
        ("s3", 275, 202),
        ("s4", 381, 150),
    ],
)
def test_the_gallery_places_lie_on_what_they_name(spot, x, y):
    """Do leaves, saucer and soil of the drawing, in its own units, lie within the places that name them?"""
    width, height = 480, 240
    place = ITEM["spots"][spot]
    assert place["x"] <= 100 * x / width <= place["x"] + place["width"]
    assert place["y"] <= 100 * y / height <= place["y"] + place["height"]
