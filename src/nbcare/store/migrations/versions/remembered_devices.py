"""Devices on which a learner has logged in, and whether a learner's PIN is of digits only."""

import sqlalchemy as sa
from alembic import op

revision = "3"
down_revision = "2"

_ID = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table of devices, which nobody has yet; of the PINs so far it is not known what they are made of."""
    op.create_table(
        "devices",
        sa.Column("device_hash", _ID, nullable=False),
        sa.Column("learner", _ID, nullable=False),
        sa.Column("seen", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("device_hash", "learner", name="devices_key"),
    )
    op.create_index("devices_of_learner", "devices", ["learner"])
    op.add_column("roster", sa.Column("digits", sa.Boolean()))
