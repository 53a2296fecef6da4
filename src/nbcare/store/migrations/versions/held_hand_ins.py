"""Why a hand-in waits for a person that did not come after results."""

import sqlalchemy as sa
from alembic import op

revision = "5"
down_revision = "4"


def upgrade() -> None:
    """Add the reason, which no hand-in has yet."""
    op.add_column("hand_ins", sa.Column("held", sa.Text()))
