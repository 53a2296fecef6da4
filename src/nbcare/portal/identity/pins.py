"""Hash PINs and tokens, so that no file holds one that could be used."""

from __future__ import annotations

import hashlib
import hmac
import secrets

# 16 MB and some 50 ms a PIN on an office PC: a short secret needs a slow hash. One is hashed at a time.
COST, BLOCK, PARALLEL = 2**14, 8, 1


def hashed(pin: str, salt: str | None = None) -> dict[str, str]:
    """Return salt and hash of a PIN, both in hexadecimal, with scrypt (RFC 7914)."""
    salt = salt or secrets.token_hex(16)
    digest = hashlib.scrypt(pin.encode("utf-8", "surrogatepass"), salt=bytes.fromhex(salt), n=COST, r=BLOCK, p=PARALLEL)
    return {"salt": salt, "hash": digest.hex()}


def fits(pin: str, kept: dict[str, str]) -> bool:
    """Return whether this is the PIN that was hashed; it takes as long for a wrong one."""
    return hmac.compare_digest(hashed(pin, kept["salt"])["hash"], kept["hash"])


def token_hash(token: str) -> str:
    """Return the hash of a token, which is long and random: a fast hash is enough."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
