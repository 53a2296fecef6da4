"""Make the small front-end module that imports the kit from the installed extension."""

_SHIM = """
function address() {
  const config = JSON.parse(document.getElementById("jupyter-config-data")?.textContent || "{}");
  const folder = config.fullLabextensionsUrl || `${config.baseUrl || "/"}lab/extensions`;
  return new URL(`${folder}/nbcare/static/kit/%s`, document.location.origin).href;
}
// A module that Jupyter makes from text has no place of its own, so it cannot
// import its neighbours by a relative path.
export default {
  async render(context) {
    try {
      const kit = await import(address());
      return await kit.default.render(context);
    } catch (error) {
      const note = document.createElement("p");
      note.setAttribute("role", "alert");
      note.textContent = `This part of the course could not be shown (${error.message}). Reload the page.`;
      context.el.replaceChildren(note);
    }
  },
};
"""


def shim(module: str) -> str:
    """Return the text of a front-end module that hands over to `module` of the kit."""
    return _SHIM % module
