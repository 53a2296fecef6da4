"""The JSON of a class's notebooks is the json module's own."""

import json

from hypothesis import given
from hypothesis import strategies as st

from nbcare.grading.bulk.indented_json import indented

LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
VALUES = st.recursive(LEAVES, lambda parts: st.lists(parts) | st.dictionaries(st.text(), parts), max_leaves=20)


@given(VALUES)
def test_it_is_what_the_json_module_writes(value):
    """Is every value written byte for byte as nbformat has it written, on its own and within another?"""
    expected = json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False, separators=(",", ": "))
    assert indented(value) == expected
    assert indented([value]) == json.dumps(
        [value], indent=1, sort_keys=True, ensure_ascii=False, separators=(",", ": ")
    )
