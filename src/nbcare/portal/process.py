"""Set this process up to serve many connections at once."""

import gc

CONNECTIONS = 20_000
"""Files and connections that may be open at once, where the system allows it."""
SELECTED = 512
"""Connections that Windows can wait for at once."""
RESERVE = 256
"""Files that stay free for the store, the pages, and connections that are just being taken."""
GARBAGE = (50_000, 20, 100)
"""How many new objects begin a collection, and how many collections of young ones go before one of older ones."""


def allow_connections() -> None:
    """Raise this process's limit of open files to what the system allows; the default may be as low as 256."""
    try:
        import resource
    except ImportError:
        return  # Windows counts none
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS if hard == resource.RLIM_INFINITY else min(hard, CONNECTIONS)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def connections_at_most() -> int:
    """Return how many connections may be open, so that files can still be opened beside them."""
    try:
        import resource
    except ImportError:
        return SELECTED - SELECTED // 8
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    limit = CONNECTIONS if soft == resource.RLIM_INFINITY else min(soft, CONNECTIONS)
    return max(limit - RESERVE, limit // 2)


def collect_garbage_seldom() -> None:
    """Let Python look for garbage seldom, and never in what every request uses.

    By default it would look through the objects of all open connections again and again: with ten thousand of them that
    holds everybody up for a second or more. What a request leaves behind is freed without it.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE)
