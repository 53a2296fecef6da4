"""The one way in to jsonschema: no command waits for the grammar of a format that no schema has."""

import re
import subprocess
import sys

import pytest

SLOW = "rfc3987_syntax"


@pytest.mark.parametrize(
    "module",
    [
        "nbcare.content.course",
        "nbcare.content.bank",
        "nbcare.content.evidence",
        "nbcare.content.explorers",
        "nbcare.grading.run",
    ],
)
def test_the_grammar_of_addresses_is_not_compiled(module):
    """Is the slow checker left out of what the course imports?"""
    _run(f"import sys, {module}; assert 'jsonschema' in sys.modules and {SLOW!r} not in sys.modules")


def test_the_grammar_of_addresses_is_there_for_others():
    """Can other code still import the slow checker after the course was imported without it?"""
    _run(f"import sys, nbcare.content.json_schema; assert {SLOW!r} not in sys.modules; import {SLOW}")


def _run(code: str) -> None:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_jsonschema_is_imported_in_one_place(root):
    """Can a module bring the slow import back?"""
    importing = re.compile(r"^\s*(import|from) jsonschema\b", re.MULTILINE)
    found = [
        path.name for path in (root / "src/nbcare").rglob("*.py") if importing.search(path.read_text(encoding="utf-8"))
    ]
    assert found == ["json_schema.py"]


def test_no_schema_asks_for_the_format_that_is_left_out(root):
    """Would a schema's format go unchecked without a word?"""
    schemas = list((root / "src/nbcare").rglob("schemas/**/*.json"))
    assert schemas and not [
        path.name for path in schemas if re.search(r'"format":\s*"iri', path.read_text(encoding="utf-8"))
    ]
