"""Grade saved answers with nbgrader, without ever running anything that a learner handed in."""
