"""The one learner of a laptop, who has no list and no log-in: portal and JupyterLab go by the same id."""

import os

from nbcare.answers import submit
from nbcare.store import settings
from nbcare.store.store import Store

_NAME = "laptop-learner"


def id_of(store: Store) -> str:
    """Return the learner's id: $NBCARE_LEARNER, or the one of the first start, made from the name of the account.

    It is kept, so that the answers are found again when the account gets another name.
    """
    if os.environ.get("NBCARE_LEARNER"):
        return submit.learner()
    return store.read(settings.find(_NAME)) or store.write(settings.put_once(_NAME, submit.learner()))


def remember(store: Store, id: str) -> None:
    """Keep the id of an earlier release's learner."""
    store.write(settings.put_once(_NAME, id))
