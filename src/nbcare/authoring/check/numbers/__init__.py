"""The number rule, from sentence to finding."""
