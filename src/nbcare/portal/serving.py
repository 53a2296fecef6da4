"""Run the portal: `nbcare serve` for a class, a ward or a hub."""

from __future__ import annotations

import asyncio
import importlib
import os
import ssl
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tornado.netutil import bind_sockets

from nbcare.answers import layout
from nbcare.answers.course_store import open_course_store
from nbcare.content import course as courses
from nbcare.content.course_root import state_folder
from nbcare.content.settings import read_settings
from nbcare.errors import ContentError
from nbcare.portal import network, page_builder, process
from nbcare.portal.administration import Administration
from nbcare.portal.application import make_app
from nbcare.portal.http_server import PortalServer
from nbcare.portal.identity import roster, roster_file, roster_import, roster_people, roster_progress
from nbcare.portal.identity.sessions import Sessions
from nbcare.portal.network import LOOPBACK
from nbcare.portal.page_store import Pages, PagesMissingError
from nbcare.portal.state import Portal
from nbcare.state import ready, serving_marks

PORT, TLS_PORT = 8000, 8443
PORTS_TRIED = 20
NO_TLS = """
  ! WARNING: without TLS, PINs and answers cross the network in the open.
  ! Anybody on the same network can read them. Give --certificate and --key, or use a network of your own.
"""


class CannotServeError(ContentError):
    """The portal cannot be served; the message says why, and what to do."""


def serve(root: Path, list_: str | None, host: str, port: int | None, certificate: str | None, key: str | None) -> int:
    """Serve the learners of a roster until Ctrl+C."""
    tls = _tls(certificate, key)
    ready.bring_up_to_date(courses.load(root))
    listed = roster_file.read(Path(list_)) if list_ else None
    store = open_course_store(root)
    if listed is None:
        roster_import.require(store)
    elif not roster_import.was_taken(listed, store):
        roster_people.refuse_others(Path(list_ or "").name, listed, store, layout.nbgrader_root(root))
    sockets = _bound(host, port if port is not None else TLS_PORT if tls else PORT)
    idle = read_settings(state_folder(root)).idle_minutes * 60
    pages = _made(root)
    if listed is not None:
        roster_progress.begin(listed, list_ or "", store)
    # After the list: who was taken from it can log in as soon as the address is printed.
    portal = Portal(root, roster.Roster(store, sessions=Sessions(store, idle)), pages, store)
    address = network.address(host, sockets[0].getsockname()[1], bool(tls))
    if not tls and not network.loopback(host):
        print(NO_TLS, file=sys.stderr)
    if not network.loopback(host):  # a phone that scans this machine's own address finds itself
        network.show_code(address)
    print(f"\nThe course is open at {address}\nCtrl+C ends it.", flush=True)
    administration = Administration(portal, address)
    administration.access.announce()
    run(portal, sockets, tls, administration.start)
    return 0


def serve_hub(root: Path) -> int:
    """Serve the learners of a JupyterHub, as its service, until it is stopped."""
    ready.bring_up_to_date(courses.load(root))
    hub: Any = importlib.import_module("nbcare.portal.identity.hub")
    try:
        store = open_course_store(root)
        identity = hub.from_environment(store)
    except hub.NotAServiceError as problem:
        raise CannotServeError("nbcare serve --hub", "", str(problem)) from None
    service = urlsplit(os.environ["JUPYTERHUB_SERVICE_URL"])
    sockets = _bound(service.hostname or LOOPBACK, service.port or PORT)
    portal = Portal(root, identity, _made(root), store, prefix=identity.prefix)
    print(f"The course is open at {identity.prefix}/ of the hub.", flush=True)
    run(
        portal,
        sockets,
        None,
        secure=os.environ.get("JUPYTERHUB_PUBLIC_URL", "").startswith("https:"),
        cookie_secret=identity.secret,
    )
    return 0


def run(
    portal: Portal,
    sockets: list[Any],
    tls: ssl.SSLContext | None,
    ready: Callable[[], None] | None = None,
    **settings: Any,
) -> None:
    """Serve on these sockets until Ctrl+C, and wait for the saves in progress."""
    process.allow_connections()
    process.collect_garbage_seldom()
    try:
        with serving_marks.serving(state_folder(portal.root)):
            asyncio.run(_run(portal, sockets, tls, ready, settings))
    except KeyboardInterrupt:
        pass
    finally:
        portal.close()


def bound_upward(host: str, port: int) -> list[Any]:
    """Bind the first free port from this one upward, and return its sockets."""
    for candidate in range(port, port + PORTS_TRIED) if port else [0]:
        try:
            return bind_sockets(candidate, host)
        except OSError:
            continue
    raise CannotServeError(
        "nbcare start",
        "",
        f"no port from {port} to {port + PORTS_TRIED - 1} is free",
        "end another program, or start anew",
    )


def make_pages(root: Path) -> Pages:
    """Generate new quizzes, bring their terms up to date and rebuild the pages; raise PagesMissingError."""
    page_builder.open_quizzes(root)
    page_builder.publish(root)
    return page_builder.make(root)


async def _run(
    portal: Portal,
    sockets: list[Any],
    tls: ssl.SSLContext | None,
    ready: Callable[[], None] | None,
    settings: dict[str, Any],
) -> None:
    app = make_app(portal, **{"secure": tls is not None} | settings)
    server = PortalServer(app, tls)
    server.add_sockets(sockets)
    pages = page_builder.Watch(portal.root, lambda pages: setattr(portal, "pages", pages))
    watching = [asyncio.create_task(each.run()) for each in (pages, portal.changes)]
    if ready:
        ready()
    try:
        await asyncio.Event().wait()
    finally:
        for each in watching:
            each.cancel()
        server.stop()


def _made(root: Path) -> Pages:
    try:
        return make_pages(root)
    except PagesMissingError as problem:
        raise CannotServeError("nbcare serve", "", str(problem), "run `nbcare build`, then try again") from None


def _bound(host: str, port: int) -> list[Any]:
    try:
        return bind_sockets(port, host)
    except (OSError, OverflowError) as error:
        raise CannotServeError(
            "nbcare serve",
            "",
            f"{host} port {port} cannot be used ({error})",
            "name another --port, or end the program that uses it",
        ) from None


def _tls(certificate: str | None, key: str | None) -> ssl.SSLContext | None:
    if not certificate and not key:
        return None
    if not certificate or not key:
        raise CannotServeError(
            "nbcare serve", "", "certificate and key go together", "name both: --certificate PEM --key PEM"
        )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(certificate, key)
    except (OSError, ssl.SSLError) as error:
        raise CannotServeError(
            "nbcare serve",
            "",
            f"certificate and key cannot be used ({error})",
            "name two PEM files that belong together",
        ) from None
    return context
