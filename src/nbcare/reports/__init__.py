"""Report on a class from nbgrader's gradebook."""
