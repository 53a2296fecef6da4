"""Add the nbcare portal to a JupyterHub: put these lines into the hub's own jupyterhub_config.py.

How to fill in the three names below, and what the portal keeps: docs/hub.md.
"""

import sys

COURSE = "/srv/nbcare"  # the folder of the course: the portal's account must be able to write to it, nobody else
ADDRESS = "http://127.0.0.1:8090"  # where the portal listens for the hub's proxy: this machine only
LEARNERS = "nbcare-learners"  # the hub's group whose members may open the course

c = get_config()  # noqa: F821  JupyterHub gives this name to its configuration

c.JupyterHub.services.append(
    {
        "name": "nbcare",
        "display": True,
        "url": ADDRESS,
        "command": [sys.executable, "-m", "nbcare", "--course", COURSE, "serve", "--hub"],
        # Seconds: the first start makes the pages. JupyterHub 5 does not know this line; leave it out there.
        "timeout": 180,
        # The portal belongs to the hub and asks for a name only: no page that asks a nurse to allow it.
        "oauth_no_confirm": True,
    }
)

# Who may open the portal. The portal itself is given no right at all over the hub, its users or their servers.
c.JupyterHub.load_roles.append(
    {"name": "nbcare-learner", "scopes": ["access:services!service=nbcare"], "groups": [LEARNERS]}
)
