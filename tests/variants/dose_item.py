"""A dose item with a formula, to be changed by the tests."""

from nbcare.content import bank_rules
from nbcare.questions.variants.solving import solved

BODY_SURFACE = {
    "id": "x-q01",
    "kind": "numeric",
    "use": "graded",
    "stem": "{{value:height}} tall, {{value:weight}}: what is the body surface?",
    "unit": "m²",
    "units": ["kg", "cm"],
    "parameters": {"height": {"label": "Height", "unit": "cm"}, "weight": {"label": "Weight", "unit": "kg"}},
    "combinations": [{"height": 95, "weight": 14}, {"height": 110, "weight": 19}, {"height": 120, "weight": 24.5}],
    "formula": "sqrt(height * weight / 3600)",
    "round": {"rule": "half-up", "to": 0.01},
    "limits": {"from": 0.5, "to": 1},
    "tolerance": 0.005,
    "why": "It is {{value:answer}}.",
}
DAY = {
    "id": "x-q02",
    "kind": "numeric",
    "use": "graded",
    "stem": "Surface {{value:surface}}, order {{value:order}}: how much a day?",
    "unit": "mg",
    "parameters": {
        "surface": {"label": "Surface", "unit": "m²", "from": 0.5, "to": 0.8, "step": 0.05},
        "order": [10, 12.5],
    },
    "formula": "order * surface",
    "round": {"rule": "half-up", "to": 0.5},
    "limits": {"from": 5, "to": 10},
    "tolerance": {"relative": 0.05},
}


def complete(item: dict) -> dict:
    """Return an item as a bank gives it, its variants worked out."""
    assert list(bank_rules.findings(item)) == []
    return {**item, "variants": solved(item)}
