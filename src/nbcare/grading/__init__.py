"""Grade saved answers with nbgrader, without ever running anything that a learner handed in."""

# Before nbgrader, which imports jsonschema by way of the Jupyter server, and takes twice as long to do so.
import nbcare.content.json_schema  # noqa: F401
