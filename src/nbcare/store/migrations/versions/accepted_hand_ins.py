"""When an instructor let a hand-in count that came after results were returned."""

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Add the moment of acceptance, which no hand-in has yet."""
    op.add_column("hand_ins", sa.Column("accepted", sa.Text()))
