"""nbcare: a Jupyter course for nurses, from text to gradebook."""

__version__ = "1.0.0"

_SESSION = ("ask", "explore", "hand_in", "unfold")


def __getattr__(name: str) -> object:
    """Import the notebook's four functions only when a notebook uses them."""
    if name in _SESSION:
        from nbcare.notebook import calls

        return getattr(calls, name)
    raise AttributeError(f"module 'nbcare' has no attribute {name!r}")
