"""Find this machine's address on its network, and print it as a QR code."""

from __future__ import annotations

import ipaddress
import socket
import sys

LOOPBACK = "127.0.0.1"
"""The address at which a computer reaches itself, and nobody else reaches it."""


def network_address() -> str:
    """Return this machine's address on its network; nothing is sent to find it out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address of documentation (RFC 5737): the system only picks the way
            return str(probe.getsockname()[0])
        except OSError:
            return LOOPBACK


def address(host: str, port: int, tls: bool) -> str:
    """Return the address by which others reach a server on this host."""
    scheme, usual = ("https", 443) if tls else ("http", 80)
    named = network_address() if host in ("", "0.0.0.0", "::") else host
    named = f"[{named}]" if ":" in named else named
    return f"{scheme}://{named}/" if port == usual else f"{scheme}://{named}:{port}/"


def loopback(host: str) -> bool:
    """Return whether the host is a loopback address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def own_hosts(port: int) -> frozenset[str]:
    """Return what a browser on this computer calls a server on the loopback address, with the port."""
    return frozenset({f"{LOOPBACK}:{port}", f"localhost:{port}"})


def show_code(text: str) -> None:
    """Print the address as a QR code, if the terminal can show it."""
    import segno  # only here: the server itself has no use for it

    try:
        "\u2580\u2584\u2588".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return
    segno.make(text, error="m").terminal(sys.stdout, border=2, compact=True)
