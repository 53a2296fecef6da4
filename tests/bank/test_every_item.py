"""Answer every item of every bank: with its key, nothing, each wrong answer, everything, nonsense."""

import documented
import pytest

from nbcare.questions import scoring

INVALID, UNANSWERED = scoring.Status.INVALID, scoring.Status.UNANSWERED
SHAPES = (
    0,
    1,
    -3,
    1.5,
    float("nan"),
    float("inf"),
    10**400,
    True,
    False,
    [[]],
    [None],
    [1],
    [[["a"]]],
    [{}],
    {"a": {"a": {}}},
    {"a": 1},
    {1: "a"},
    ["a"] * 10_000,
    {f"k{n}": "a" for n in range(5000)},
    # Not JSON, but no reason to fall over.
    ("a",),
    {"a"},
    b"a",
    object(),
)
every_item = pytest.mark.parametrize("item", [pytest.param(item, id=id) for id, item in documented.items().items()])


def test_there_are_banks():
    """Would these tests pass because there is nothing to test?"""
    assert any(id.startswith("retinoids-") for id in documented.items())


@every_item
def test_key_earns_everything(item):
    """Is the key right, by the item's own rule?"""
    score = scoring.score(item, scoring.key_response(item))
    if item["kind"] == "text":
        assert score == scoring.Score(0, item["points"], scoring.Status.MANUAL)
    else:
        assert score == scoring.Score(score.max, score.max, scoring.Status.SCORED) and score.max > 0


@every_item
@pytest.mark.parametrize("nothing", [None, "", [], {}], ids=["null", "text", "list", "map"])
def test_nothing_earns_nothing(item, nothing):
    """Is an untouched item unanswered?"""
    assert scoring.score(item, nothing) == scoring.Score(0, scoring.maximum(item), UNANSWERED)


@every_item
def test_each_wrong_answer_loses(item):
    """Does each single wrong choice cost something?"""
    most = scoring.maximum(item)
    wrong = list(_wrong_answers(item))
    assert wrong or item["kind"] == "text"
    for response in wrong:
        score = scoring.score(item, response)
        assert score.points < most and score.status is scoring.Status.SCORED, response


@every_item
def test_everything_never_earns_everything(item):
    """Does choosing all there is ever pay in full?"""
    marks = scoring.marks(item, scoring.everything(item))
    score = scoring.score(item, scoring.everything(item))
    if score.status is INVALID or "wrong" in marks.values():
        assert score.points < score.max
    else:
        # All that is offered is right: such an item could not be answered wrongly.
        assert item["kind"] == "text", "every choice is right"


@every_item
def test_unknown_ids_are_refused(item):
    """Is an id that the item does not offer ever scored?"""
    key = scoring.key_response(item)
    if item["kind"] == "text":
        return
    spoilt = (
        ["zz"]
        if isinstance(key, str)
        else [[*key, "zz"]]
        if isinstance(key, list)
        else [
            {**key, "zz": "zz"},
            *({**key, part: "zz"} for part in key if part != "value"),
            *({**key, part: ["zz"]} for part in key),
        ]
    )
    for response in spoilt:
        score = scoring.score(item, response)
        assert (score.points, score.status) == (0, INVALID) and score.problem, response


@every_item
def test_malformed_shapes_are_refused(item):
    """Does a response of the wrong shape ever raise or earn?"""
    for shape in SHAPES:
        score = scoring.score(item, shape)
        assert (score.points, score.max, score.status) == (0, scoring.maximum(item), INVALID), repr(shape)[:80]


@every_item
def test_malformed_parts_are_refused(item):
    """Does a right answer with one spoilt part ever raise or earn?"""
    key = scoring.key_response(item)
    if isinstance(key, dict):
        for part in key:
            for junk in (0, True, float("nan"), [1], [["a"]], {"a": "a"}):
                score = scoring.score(item, {**key, part: junk})
                assert (score.points, score.status) == (0, INVALID), (part, junk)
    elif isinstance(key, list):
        for junk in (0, True, float("nan"), None, [], {}, [*key]):
            assert scoring.score(item, [*key, junk]).status is INVALID, junk


def _wrong_answers(item):
    """Yield answers that change the key in one place only."""
    key, kind = scoring.key_response(item), item["kind"]
    if kind == "text":
        return
    if kind == "numeric":
        yield from ({**key, "value": value} for value in ("-98765", "98765", "0.0000001"))
        yield {**key, "unit": "kg" if item["unit"] != "kg" else "mg"}
    elif kind == "order":
        for place in range(len(key) - 1):
            yield [*key[:place], key[place + 1], key[place], *key[place + 2 :]]
    elif kind == "single":
        yield from (each for each in item["options"] if each != key)
    elif isinstance(key, list):
        yield from _wrong_sets(key, scoring.everything(item), adding=kind != "select_n")
    else:
        yield from _wrong_maps(item, key)


def _wrong_sets(key, offered, adding):
    for each in offered:
        if each in key:
            yield [other for other in key if other != each] or [next(o for o in offered if o not in key)]
        elif adding:
            yield [*key, each]
        else:
            yield [*key[1:], each]


def _wrong_maps(item, key):
    adding = item["kind"] != "bowtie"
    for part, offered in scoring.everything(item).items():
        right = key.get(part, [])
        if isinstance(right, list):
            yield from ({**key, part: ids} for ids in _wrong_sets(right, offered, adding))
        else:
            taken = [key[effect] for effect in item.get("effects", ())]
            yield from ({**key, part: each} for each in offered if each != right and each not in taken)
