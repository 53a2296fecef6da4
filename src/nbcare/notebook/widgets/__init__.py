"""The course's widgets, as Jupyter sees them."""
