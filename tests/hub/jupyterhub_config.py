"""The documented configuration, tried: on free ports of this machine, with everybody's password the same."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

c = get_config()  # noqa: F821
names = ("PUBLIC", "INSIDE", "PORTAL", "COURSE", "PASSWORD", "TOKEN", "PROXY", "PROXY_API")
given = {name: os.environ[f"HUB_TEST_{name}"] for name in names}

example = (Path(__file__).parents[2] / "deploy" / "jupyterhub" / "jupyterhub_config.py").read_text(encoding="utf-8")
for documented, tried in (("/srv/nbcare", given["COURSE"]), ("http://127.0.0.1:8090", given["PORTAL"])):
    assert example.count(f'"{documented}"') == 1
    example = example.replace(f'"{documented}"', repr(tried))
exec(compile(example, "deploy/jupyterhub/jupyterhub_config.py", "exec"))

c.JupyterHub.bind_url = given["PUBLIC"]
c.JupyterHub.hub_bind_url = given["INSIDE"]
if given["PROXY"]:
    c.ConfigurableHTTPProxy.command = [given["PROXY"]]
    c.ConfigurableHTTPProxy.api_url = given["PROXY_API"]
else:
    c.JupyterHub.proxy_class = "memory_proxy.MemoryProxy"
c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = given["PASSWORD"]
# Cara may log in at the hub, but not open the course.
c.Authenticator.allowed_users = {"anna", "ben", "cara", "kim", "jo@ward.example"}
c.JupyterHub.load_groups = {"nbcare-learners": {"users": ["anna", "ben", "kim", "jo@ward.example"]}}

# The test's own hand inside the hub: it makes tokens, and takes a learner out of the group.
c.JupyterHub.services.append({"name": "test", "api_token": given["TOKEN"]})
c.JupyterHub.load_roles.append(
    {"name": "test", "scopes": ["admin:users", "admin:groups", "tokens", "access:services"], "services": ["test"]}
)
