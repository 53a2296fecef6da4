"""Link the kit's modules and a page's own into one classic script: file:// lets no module in, and one request is quick.

Each module becomes a function that is run when it is first imported. What it exports are getters that stand before
its body runs, so that modules may import each other in a circle as they may in a browser.
"""

from pathlib import Path

from nbcare.pages.linked_module import Module, Roots, read

_BEGIN = """(() => {
"use strict";
const at = document.currentScript?.src || document.baseURI;
const known = {
"""
_END = """};
const state = {};
function take(name) {
  const it = (state[name] ??= begun(name));
  if (!it.ran) {
    it.ran = true;
    try {
      it.body.next();
    } catch (error) {
      it.error = error;
    }
  }
  if (it.error) throw it.error;
  return it.exports;
}
function begun(name) {
  const exports = Object.create(null);
  const body = known[name](take, load, (place) => new URL(place, at).href);
  for (const [key, get] of Object.entries(body.next().value)) Object.defineProperty(exports, key, { get, enumerable: true });
  return { exports, body, ran: false };
}
async function load(from, place) {
  const name = new URL(place, `file:///${from}`).pathname.slice(1);
  if (!Object.hasOwn(known, name)) throw new TypeError(`there is no module ${name} on this page`);
  return take(name);
}
take(%s);
})();
"""


def link(entry: Path, static: Path) -> str:
    """Return one script that does what the module `entry`, those beside it and those of the kit would do together.

    An address that begins with / leads into the folder `static`. Raises ContentError for a form that is not known,
    a file that is not there, and a name that its module does not export.
    """
    entry = entry.resolve()
    linked = _all_from(entry, {"": static.resolve(), "pages/": entry.parent})
    for module in linked.values():
        _refuse_missing_names(module, linked)
    modules = "".join(f'"{each.name}": {each.text},\n' for each in sorted(linked.values(), key=lambda each: each.name))
    return _BEGIN + modules + _END % f'"{linked[entry].name}"'


def _all_from(entry: Path, roots: Roots) -> dict[Path, Module]:
    """Read a module and every one that it can lead to."""
    linked: dict[Path, Module] = {}
    waiting = [entry]
    while waiting:
        path = waiting.pop()
        if path not in linked:
            linked[path] = read(path, roots)
            waiting += [*(need.path for need in linked[path].needs), *linked[path].loads]
    return linked


def _refuse_missing_names(module: Module, linked: dict[Path, Module]) -> None:
    for need in module.needs:
        other = linked[need.path]
        if missing := [name for name in need.names if name not in other.exports]:
            raise module.wrong(
                need.line, f"{other.name} exports no {missing[0]}", "correct the name, or export it there"
            )
