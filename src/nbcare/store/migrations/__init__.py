"""The revisions of the schema, run by Alembic from the package.

A change of the tables is a new file in `versions`, whose `revision` is the next number and whose `down_revision` is the
one before; `SCHEMA_VERSION` in tables.py becomes that number. A revision that was published is never changed.
"""
