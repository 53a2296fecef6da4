"""Everything that runs in a browser: the lab extension `nbcare`, whose `static` folder the pages and the preview use, too."""

from pathlib import Path

LAB_EXTENSIONS = Path(__file__).resolve().parent
"""The folder that JupyterLab is told to look for extensions in."""
STATIC = LAB_EXTENSIONS / "nbcare" / "static"
"""The modules and style sheets: kit/, kinds/, explorers/, toolkit/, pages/, lab/ and preview/."""
KIT_PARTS = ("kit", "kinds", "explorers", "toolkit")
"""The folders of `STATIC` that questions and explorers are made of, wherever they are shown."""
