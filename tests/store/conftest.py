"""What the store's tests share: an empty store for each, in SQLite or in a schema of its own at a PostgreSQL server.

The server's address stands in NBCARE_TEST_DATABASE; tests/whole/test_store_on_postgresql.py starts one and sets it.
"""

import os
import secrets

import pytest
from sqlalchemy import create_engine, make_url, text

from nbcare.store.opening import open_store
from nbcare.store.save import Save

SERVER = os.environ.get("NBCARE_TEST_DATABASE")


@pytest.fixture
def address(tmp_path):
    """The address of an empty database."""
    if not SERVER:
        yield f"sqlite:///{tmp_path}/store.db"
        return
    schema = f"test_{secrets.token_hex(8)}"
    engine = create_engine(SERVER, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
        yield make_url(SERVER).update_query_dict({"options": f"-csearch_path={schema}"}).render_as_string(False)
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@pytest.fixture
def opened(address):
    """Open the store at the test's address, as another process would; each is closed with the test."""
    stores = []

    def once_more(**options):
        stores.append(open_store(address, **options))
        return stores[-1]

    yield once_more
    for store in stores:
        store.close()


@pytest.fixture
def store(opened):
    """An empty store."""
    return opened()


@pytest.fixture
def save():
    """Make the job that saves an answer of anna's to a quiz; name only what matters."""

    def make(item="x-q01", response="b", saw=0, learner="anna", **more):
        usual = {"scope": "x-quiz", "shown": "sha256:ab", "release": "1.0.0", "at": "2026-12-01T08:15:00Z"}
        return Save(learner=learner, item=item, response=response, saw=saw, **usual | more)

    return make
