"""The kinds of questions: one module a kind, found by its name.

A kind is added by writing its module here, which ends in `KIND = Kind(...)`, its front-end folder and its skeleton.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from nbcare.questions.kind import AnyKind

_FOUND: dict[str, AnyKind] = {
    module.name: import_module(f"{__name__}.{module.name}").KIND for module in pkgutil.iter_modules(__path__)
}

KINDS: dict[str, AnyKind] = dict(sorted(_FOUND.items(), key=lambda each: (each[1].place, each[0])))
"""Every kind by the name that an item writes, in the order in which authors are told of them."""
