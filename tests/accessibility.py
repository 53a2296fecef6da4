"""Ask axe-core, which lies in tests/vendor, for the accessibility rules that a page breaks."""

from pathlib import Path
from typing import Any

AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
# Only what is wrong is worked out: a list of all that is right takes twice as long as the check itself.
_RUN = """async (where) => {
  const wanted = { resultTypes: ["violations"], preload: false, selectors: false };
  return (await axe.run(where ?? document, wanted)).violations;
}"""
IN_JUPYTERLAB = {"include": [[".nbc-root"], [".nbcare-bar"], [".jp-RenderedMarkdown"]]}
"""What the course shows in JupyterLab: text, widgets and the bar."""


def broken_rules(page, where: Any = None) -> list[str]:
    """Return the rules that a page breaks with the places; `where` is a selector, an element or what axe calls a context."""
    page.emulate_media(reduced_motion="reduce")  # half-way from one colour to the next, both are none
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"{AXE.read_text(encoding='utf-8')}\n;0")  # not a script of the page: its policy may let none in
    found = page.evaluate(_RUN, where)
    return [f"{rule['id']}: {node['html'][:300]} {node['failureSummary']}" for rule in found for node in rule["nodes"]]
