"""Notebooks as pages: made ahead of time, served without a kernel by the portal and the static site.

A page is a notebook rendered once, in `<slug>.html` for inside <main> and `<slug>.json` for its widgets; docs/pages.md
says what stands in both.
"""
