"""Does the page score exactly as Python does?"""

import json
from pathlib import Path
from random import Random

import pytest
import scoring_cases as cases
import scoring_vectors
from reference_order import seeded_order

from nbcare.frontend import STATIC
from nbcare.questions import scoring
from nbcare.questions.variants.dealing import dealt, rounding
from nbcare.questions.variants.rounding import RULES

ORDERS = Path(__file__).parents[1] / "data" / "order-vectors.json"
VARIANTS = ORDERS.with_name("variant-vectors.json")
ADDRESS = "http://kit.test/"
SCORE_ALL = """async (text) => {
  const { score, marks } = await import("/kit/score.js");
  const { loadKinds } = await import("/kit/kinds.js");
  const cases = JSON.parse(text);
  await loadKinds(cases.map(([item]) => item));
  return cases.map(([item, response]) => {
    const { points, max, status, problem } = score(item, response);
    return [points, max, status, problem !== "", marks(item, response)];
  });
}"""
ORDER_ALL = """async (cases) => {
  const { seededOrder } = await import("/kit/seeded-hash.js");
  return JSON.parse(cases).map(({ seed, item, ids, never }) => seededOrder(seed, item, ids, never));
}"""
CHOOSE_ALL = """async (cases) => {
  const { chosen } = await import("/kit/variant.js");
  return JSON.parse(cases).map(({ seed, item, ids }) => chosen(seed, item, ids));
}"""
DEAL_ALL = """async (cases) => {
  const { dealt } = await import("/kit/variant.js");
  return JSON.parse(cases).map(([props, seed]) => dealt(props, seed));
}"""
SAY_ROUNDING = """async (cases) => {
  const { wording } = await import("/kinds/numeric/strings.js");
  return JSON.parse(cases).map(([round, unit]) => wording.rounding(round, unit));
}"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(chromium):
    """Give a page that can import the kit's modules, served from disk without a network."""

    def serve(route):
        file = STATIC / route.request.url.removeprefix(ADDRESS)
        if file.suffix == ".js" and file.is_file():
            route.fulfill(body=file.read_text(encoding="utf-8"), content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>kit</title>", content_type="text/html")

    page = chromium.new_page()
    page.route("**/*", serve)
    page.goto(ADDRESS)
    yield page
    page.close()


def _compare(page, pairs):
    theirs = page.evaluate(SCORE_ALL, json.dumps(pairs))
    for (item, response), found in zip(pairs, theirs, strict=True):
        ours = scoring.score(item, response)
        assert found == [ours.points, ours.max, str(ours.status), ours.problem != "", scoring.marks(item, response)], (
            item,
            response,
        )


def test_vectors_score_the_same_in_the_page(page):
    """Does every vector earn in the page what the file says?"""
    items, vectors = scoring_vectors.read()
    pairs = [(items[each["item"]], each["response"]) for each in vectors]
    found = page.evaluate(SCORE_ALL, json.dumps(pairs))
    for vector, (points, most, status, refused, _) in zip(vectors, found, strict=True):
        assert (points, most, status) == (vector["points"], vector["max"], vector["status"]), vector["id"]
        assert refused == (vector["status"] == "invalid")
    _compare(page, pairs)


@pytest.mark.parametrize("kind", cases.KINDS)
def test_random_responses_score_the_same_in_the_page(page, kind):
    """Do page and grader differ anywhere in some hundreds of random cases of this kind?"""
    chance = Random(f"nbcare {kind}")
    pairs = []
    for _ in range(400):
        item = cases.item(kind, chance)
        pairs.append((item, cases.response(item, chance)))
    statuses = {str(scoring.score(item, response).status) for item, response in pairs}
    assert len(statuses) == 3, "the generator no longer reaches every status"
    _compare(page, pairs)


def test_orders_are_the_same_in_the_page(page):
    """Does the page show options in the order that Python computes?"""
    vectors = json.loads(ORDERS.read_text(encoding="utf-8"))
    found = page.evaluate(ORDER_ALL, json.dumps(vectors))
    for vector, ordered in zip(vectors, found, strict=True):
        assert ordered == vector["order"], vector
        assert ordered == seeded_order(vector["seed"], vector["item"], vector["ids"], vector.get("never"))


def test_variants_are_dealt_the_same_in_the_page(page):
    """Does a page without a kernel deal the variant that grading expects, and print the same words?"""
    vectors = json.loads(VARIANTS.read_text(encoding="utf-8"))
    assert page.evaluate(CHOOSE_ALL, json.dumps(vectors)) == [each["chosen"] for each in vectors]
    cases = []
    for n, key in enumerate(({}, {"key": 0.61}, {"key": 160, "worked": "1 + 1"}, {"key": 1e-7}, {"key": 0.0005})):
        variants = [{"id": f"v{m}", "parameters": {"w": f"{m}\u00a0kg", "n": m / 8}, **key} for m in range(9)]
        props = {
            "id": f"x-q0{n}",
            "kind": "numeric",
            "stem": "{{value:w}}, {{ value:n }}, {{value:none}} {{fact:x}}",
            "unit": "mg",
            "variants": variants,
            "why": "{{value:answer}}",
            "exhibits": [{"title": "T", "table": {"columns": ["a"], "rows": [["{{value:w}}"]]}}],
            "round": {"rule": "up", "to": 5},
        }
        cases += [[props, seed] for seed in ("5eed", "", "9f3a52c1")] + [
            [{**props, "key": 1}, "5eed"],
            [{"id": "x", "kind": "single"}, "5eed"],
        ]
    for (props, seed), theirs in zip(cases, page.evaluate(DEAL_ALL, json.dumps(cases)), strict=True):
        assert theirs == dealt(props, seed)


def test_rounding_is_said_the_same_in_the_page(page):
    """Do the page and its text form state one rule?"""
    cases = [[{"rule": rule, "to": to}, unit] for rule in RULES for to in (1, 0.01, 5) for unit in ("mg", "")]
    found = page.evaluate(SAY_ROUNDING, json.dumps(cases))
    assert found == [rounding({"round": how, "unit": unit}) for how, unit in cases]


def test_an_unknown_kind_throws_in_the_page(page):
    """Does the page guess a score for a kind without a rule?"""
    with pytest.raises(Exception, match="no scoring rule"):
        page.evaluate(SCORE_ALL, json.dumps([[{"id": "x-q01", "kind": "essay"}, "a"]]))
