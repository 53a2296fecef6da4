"""Log-ins under way at a hub are not kept any more: what they need travels with the browser."""

from alembic import op

revision = "4"
down_revision = "3"


def upgrade() -> None:
    """Drop their table; a log-in that began before the upgrade begins once more."""
    op.drop_table("oauth_states")
