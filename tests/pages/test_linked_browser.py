"""Does the one classic script do in a browser what the kit's modules do?"""

import json
import re
from functools import cache

import nbformat
import pytest
from browsers import until
from courses import ROOT

from nbcare.content import evidence, explorers
from nbcare.frontend import STATIC
from nbcare.pages import bundler

pytestmark = pytest.mark.browser
HEAD = '<!doctype html><html lang="en"{linked}><head><meta charset="utf-8"><title>Page</title>{head}</head><body><main><h1>Page</h1><div id="here"></div></main>{script}</body></html>'
MODULES = {"ask": "question.js", "explore": "explorer.js", "unfold": "case.js", "hand_in": "hand-in.js"}
# What a widget needs of its host: it keeps nothing and answers every greeting.
MOUNT = """async ([word, props]) => {
  const listeners = new Set();
  const model = {
    get: (name) => structuredClone({ props, context: { seed: "seed-1", assessment: "a", scope: "a" }, state: null }[name]),
    set() {}, save_changes() {},
    on: (event, callback) => event === "msg:custom" && listeners.add(callback), off() {},
    send(message) { if (message.type === "hello") for (const tell of listeners) tell({ type: "progress", answered: 0, total: 8 }); },
  };
  const el = document.createElement("div");
  document.getElementById("here").replaceChildren(el);
  await window.kit[word].render({ model, el });
  return el;
}"""
# Every element with what the style sheets make of it, once what follows its own size has done so: two frames later.
LOOK = """async (el) => {
  for (let n = 0; n < 2; n += 1) await new Promise((next) => requestAnimationFrame(next));
  return [...el.querySelectorAll("*")].map((node) => {
    const look = getComputedStyle(node);
    return [node.outerHTML.split(">")[0], look.display, look.color, look.fontSize, look.marginTop, look.paddingLeft, look.borderTopWidth].join(" ");
  });
}"""


@cache
def _of_the_gallery() -> dict[str, tuple[str, dict]]:
    """Return each widget that the gallery shows, one of every kind at least, by its name."""
    found = {}
    for cell in nbformat.read(ROOT / "notebooks/gallery.ipynb", as_version=4).cells:
        data = cell.metadata.get("nbcare", {})
        if "props" in data:
            found[f"{data['props']['kind']} {data['id']}"] = (data["widget"], data["props"])
    return found


# The explorers' figures are filled in only where a test runs: every worker reads this file.
NAMES = sorted(
    [*_of_the_gallery(), *(f"explorer {path.stem}" for path in (ROOT / "assets/explorers").glob("*.yaml")), "hand-in"]
)


@cache
def _widgets() -> dict[str, tuple[str, dict]]:
    """Return those widgets, and every explorer of the course."""
    facts, references = evidence.load(ROOT), evidence.References()
    filled = {
        f"explorer {id}": ("explore", explorers.public(ROOT, id, facts, references)) for id in explorers.load_all(ROOT)
    }
    return _of_the_gallery() | filled | {"hand-in": ("hand_in", {"id": "a-hand-in", "assessment": "a", "total": 8})}


def _open(chromium, address: str):
    """Open a page; what goes wrong on it, or leaves this machine, stands in `mistakes`."""
    page = chromium.new_context(reduced_motion="reduce", viewport={"width": 900, "height": 900}).new_page()
    page.mistakes = []
    page.on("pageerror", lambda error: page.mistakes.append(str(error)))
    page.on("console", lambda message: message.type in ("error", "warning") and page.mistakes.append(message.text))
    page.goto(address)
    until(page, "window.kit")
    return page


@pytest.fixture(scope="module")
def two(chromium, served, out):
    """The same page twice: with the one script and sheet, and with the kit's modules and their sheets."""
    address, place = served
    names = json.loads((out / "pages.json").read_text(encoding="utf-8"))
    head = f'<link rel="icon" href="data:,"><link rel="stylesheet" href="/static/{names["style"]}">'
    (place / "linked.html").write_text(
        HEAD.format(
            linked=' data-nbc-styles="linked"', head=head, script=f'<script src="/static/{names["script"]}"></script>'
        ),
        encoding="utf-8",
    )
    (place / "modules.html").write_text(
        HEAD.format(
            linked="",
            head='<link rel="icon" href="data:,">',
            script='<script type="module" src="/web/portal.js"></script>',
        ),
        encoding="utf-8",
    )
    pages = [_open(chromium, f"{address}/page/{name}.html") for name in ("linked", "modules")]
    yield pages
    for page in pages:
        page.context.close()


@pytest.mark.parametrize("name", NAMES)
def test_a_widget_is_the_same_linked_and_as_modules(two, name):
    """Does every kind of question and every explorer stand on the page with the same elements and the same looks?"""
    word, props = _widgets()[name]
    seen = []
    for page in two:
        page.mistakes.clear()
        el = page.evaluate_handle(MOUNT, [word, props])
        until(page, "[...document.querySelectorAll('link[rel=stylesheet]')].every((link) => link.sheet)")
        page.wait_for_selector("#here > div > *")
        seen.append(el.evaluate(LOOK))
        assert page.mistakes == []
        assert page.locator(".nbc-x-broken").count() == 0
    linked, modules = ([_without_numbers(line) for line in each] for each in seen)
    assert len(linked) > 3 and linked == modules


def _without_numbers(line: str) -> str:
    """Leave out the numbers of ids: they count what was on the page before."""
    return re.sub(r"nbc-([a-z-]+)-\d+", r"nbc-\1", line)


def test_one_script_and_one_sheet_are_all_that_is_asked_for(chromium, served, two):
    """Does a page of every kind of widget ask for its script and its sheet, and nothing else?"""
    address, _ = served
    page = chromium.new_context().new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/page/linked.html")
    for word, props in _widgets().values():
        page.evaluate_handle(MOUNT, [word, props])
    page.evaluate("showMeanings()")
    assert [url.rpartition(".")[2] for url in asked if not url.startswith("data:")] == ["html", "css", "js"]
    page.context.close()


def test_a_part_is_printed_in_its_looks(two):
    """Does an explorer that is printed alone take the one sheet along, under the strict policy?"""
    page = two[0]
    page.mistakes.clear()
    page.context.add_init_script(
        "window.print = () => {}"
    )  # in the paper's own frame: a browser that prints takes it away again
    page.evaluate_handle(MOUNT, list(_widgets()["explorer families-cards"]))
    page.locator(".nbc-x-stage").evaluate(
        "stage => { stage.disabled = false; document.querySelector('.nbc-x-tables').hidden = false; }"
    )
    page.get_by_role("button", name=re.compile("^Print")).first.click(force=True)
    paper = page.locator("iframe.nbc-x-paper")
    paper.wait_for(state="attached")
    until(page, "document.querySelector('iframe.nbc-x-paper').contentDocument.querySelector('.nbc-x-alone')")
    assert paper.evaluate(
        "frame => [...frame.contentDocument.styleSheets].map((sheet) => sheet.cssRules.length > 100)"
    ) == [True]
    paper.evaluate("frame => frame.remove()")
    assert page.mistakes == []


def test_the_page_runs_from_a_file(chromium, out, tmp_path):
    """Does the script run on a USB stick, where a browser lets no module in?"""
    names = json.loads((out / "pages.json").read_text(encoding="utf-8"))
    head = f'<link rel="stylesheet" href="{(out / "static" / names["style"]).as_uri()}">'
    (tmp_path / "page.html").write_text(
        HEAD.format(
            linked=' data-nbc-styles="linked"',
            head=head,
            script=f'<script src="{(out / "static" / names["script"]).as_uri()}"></script>',
        ),
        encoding="utf-8",
    )
    page = _open(chromium, (tmp_path / "page.html").as_uri())
    word, props = next(entry for name, entry in _widgets().items() if name.startswith("explorer"))
    page.evaluate_handle(MOUNT, [word, props])
    assert page.locator(".nbc-x-sentence").inner_text() and page.mistakes == []
    page.context.close()


FORMS = {
    "page": """import fallback, { a, b as other } from "./forms.js";
import * as all from "./forms.js";
import "./effect.js";
import {
  passed as again,
  early,
} from "./circle.js";
export const own = 1;
const late = await_(import(`./lazy-${"one"}.js`));
function await_(promise) { promise.then((module) => (window.lazy = module.default(2))); }
import(`./lazy-${"two"}.js`).catch((error) => (window.failed = error.name));
window.answer = { a, other, fallback: fallback(), keys: Object.keys(all), prototype: Object.getPrototypeOf(all), strict: (function () { return this; })() === undefined,
  again: again(), early, effect: window.effect, classed: new all.Thing().name, own };
""",
    "forms": """export const a = "a";
const hidden = "b";
export { hidden as b };
export class Thing { name = "thing"; }
export const { x, y: z } = { x: 1, y: 2 };
export async function later() {}
export default function fallback() { return "default"; }
""",
    "effect": 'window.effect = `import { a } from "b";\nexport const c`;\n',
    "circle": """import { whole } from "./ring.js";
export { whole as passed } from "./ring.js";
export const early = whole();
export function back() { return "back"; }
""",
    "ring": """import { back } from "./circle.js";
export function whole() { return `${back()} and forth`; }
""",
    "lazy-one": "window.lazyRan = true;\nexport default (n) => n * 2;\n",
    "lazy-broken": 'throw new Error("only when it is asked for");\n',
}


def test_every_form_does_what_it_does_in_a_module(chromium, served, tmp_path):
    """Do names, namespaces, circles, defaults, strings that look like code and late modules come out as in the browser's own modules?"""
    address, place = served
    folder = place / "forms"
    folder.mkdir()
    for name, text in FORMS.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    (folder / "linked.js").write_text(bundler.link(folder / "page.js", STATIC), encoding="utf-8")
    answers = []
    for script in ('<script src="forms/linked.js"></script>', '<script type="module" src="forms/page.js"></script>'):
        (place / "forms.html").write_text(HEAD.format(linked="", head="", script=script), encoding="utf-8")
        page = chromium.new_context().new_page()
        page.goto(f"{address}/page/forms.html")
        until(page, "window.answer && window.lazy && window.failed")
        answers.append(page.evaluate("({ ...answer, lazy, failed, lazyRan })"))
        page.context.close()
    assert answers[0] == answers[1]
    assert answers[0]["again"] == answers[0]["early"] == "back and forth" and answers[0]["lazy"] == 4


def test_a_module_that_fails_fails_each_time(chromium, served):
    """Is a module that breaks while it is read an error for everybody who asks for it, and nobody else's?"""
    address, place = served
    (place / "asks.js").write_text(
        'window.tries = [];\nfor (const n of [1, 2]) import(`./broken-${"one"}.js`).catch((error) => tries.push(error.message));\n',
        encoding="utf-8",
    )
    (place / "broken-one.js").write_text('export const half = 1;\nthrow new Error("broken");\n', encoding="utf-8")
    (place / "broken.js").write_text(bundler.link(place / "asks.js", STATIC), encoding="utf-8")
    (place / "broken.html").write_text(
        HEAD.format(linked="", head="", script='<script src="broken.js"></script>'), encoding="utf-8"
    )
    page = chromium.new_context().new_page()
    page.goto(f"{address}/page/broken.html")
    until(page, "window.tries?.length === 2")
    assert page.evaluate("tries") == ["broken", "broken"]
    page.context.close()
