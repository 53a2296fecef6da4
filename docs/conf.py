"""Build docs/ as a site; `make docs` calls Sphinx with this."""

project = "nbcare"
author = "the nbcare contributors"
copyright = "MIT for the code, CC BY 4.0 for the course content"
extensions = ["myst_parser"]
exclude_patterns = ["_build"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = "nbcare"
html_copy_source = False
html_show_sphinx = False
# Nothing of a page may come from another host; docs/build.py looks at what was built.
html_theme_options = {"footer_icons": []}
