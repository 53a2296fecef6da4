"""An instructor who opens a hostile submission in JupyterLab runs none of its code."""

import json

import pytest
from courses import copy_course

from .conftest import start, stop

pytestmark = [pytest.mark.browser, pytest.mark.whole]

MODULES = ("nbcare", "ipykernel_launcher", "sitecustomize", "usercustomize", "traitlets", "comm", "IPython", "json")
PAGE_SCRIPT = "document.documentElement.dataset.ran='{}'"


def hostile_notebook(mark: str) -> dict:
    """Return a notebook that tries each way of running something when it is opened."""
    model = "a" * 32
    script = PAGE_SCRIPT.format("widget")
    state = {
        "_model_module": "anywidget",
        "_model_name": "AnyModel",
        "_view_module": "anywidget",
        "_view_name": "AnyView",
    }
    state |= {
        "_esm": f"{script}; export default {{initialize(){{{script}}}, render(){{{script}}}}}",
        "_anywidget_id": "x",
    }
    widget = {"model_name": "AnyModel", "model_module": "anywidget", "model_module_version": "~0.11.0", "state": state}
    outputs = [
        {
            "text/html": f'<img src=x onerror="{PAGE_SCRIPT.format("html")}"><script>{PAGE_SCRIPT.format("script")}</script>'
        },
        {"application/javascript": PAGE_SCRIPT.format("javascript")},
        {"application/vnd.jupyter.widget-view+json": {"version_major": 2, "version_minor": 0, "model_id": model}},
    ]
    shown = [{"output_type": "display_data", "metadata": {}, "data": data} for data in outputs]
    cells = [
        {
            "cell_type": "code",
            "id": "a",
            "metadata": {"trusted": True},
            "execution_count": 1,
            "outputs": [],
            "source": "from nbcare import ask, explore, hand_in",
        },
        {
            "cell_type": "code",
            "id": "b",
            "metadata": {"trusted": True},
            "execution_count": 1,
            "outputs": shown,
            "source": f"open({mark!r} + 'cell', 'w')",
        },
        {
            "cell_type": "markdown",
            "id": "c",
            "metadata": {},
            "source": f'Seen. <img src=x onerror="{PAGE_SCRIPT.format("markdown")}">',
        },
    ]
    course_page = {"version": 1, "kind": "assessment", "slug": "retinoids-quiz", "course": "1.0.0"}
    held = {
        "application/vnd.jupyter.widget-state+json": {"version_major": 2, "version_minor": 0, "state": {model: widget}}
    }
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"nbcare": course_page, "widgets": held, "kernelspec": kernel, "trusted": True}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells}


@pytest.fixture(scope="module")
def opened_by_instructor(tmp_path_factory, chromium):
    """The marks that a hostile submission left in page and disk after an instructor opened it."""
    folder = tmp_path_factory.mktemp("hostile")
    course, mark = copy_course(folder / "course"), str(folder / "ran-")
    place = course / "state" / "nbgrader" / "submitted" / "eve" / "retinoids-quiz"
    place.mkdir(parents=True)
    (place / "retinoids-quiz.ipynb").write_text(json.dumps(hostile_notebook(mark)))
    for name in MODULES:
        (place / f"{name}.py").write_text(f"open({mark!r} + {name!r}, 'w')\n")
    lab = start(course, "teach", folder / "log.txt")
    page = chromium.new_page()
    try:
        page.goto(f"{lab.base}/lab/tree/submitted/eve/retinoids-quiz/retinoids-quiz.ipynb?token={lab.token}")
        page.get_by_text("Seen.", exact=True).wait_for(timeout=300_000)
        page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for(timeout=300_000)
        page.wait_for_timeout(1_000)
        yield {
            "page": page.evaluate("document.documentElement.dataset.ran ?? ''"),
            "disk": sorted(p.name for p in folder.glob("ran-*")),
        }
    finally:
        page.close()
        stop(lab.process)


def test_no_script_of_a_submission_runs_in_the_instructors_page(opened_by_instructor):
    """Do saved outputs, saved widgets and Markdown stay silent?"""
    assert opened_by_instructor["page"] == ""


def test_no_file_or_cell_of_a_submission_runs_on_the_instructors_machine(opened_by_instructor):
    """Do the kernel's start and the page's opening import nothing from the learner's folder?"""
    assert opened_by_instructor["disk"] == []
