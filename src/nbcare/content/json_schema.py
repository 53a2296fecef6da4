"""JSON Schema for everything that the course validates: the one place that imports jsonschema.

Beside a Jupyter server, jsonschema finds a checker of internationalised addresses, whose grammar is compiled at import:
most of a second in every command and every kernel. No schema of the course asks for that format, so it is left out.
"""

import sys

_CHECKER = "rfc3987_syntax"
_unwanted = _CHECKER not in sys.modules
if _unwanted:
    sys.modules[_CHECKER] = None  # type: ignore[assignment]  # Python's own way to say that there is no such module

from jsonschema import Draft202012Validator  # noqa: E402
from jsonschema.exceptions import ValidationError, best_match  # noqa: E402
from jsonschema.validators import extend  # noqa: E402

if _unwanted:
    del sys.modules[_CHECKER]

__all__ = ["Draft202012Validator", "ValidationError", "best_match", "extend"]
