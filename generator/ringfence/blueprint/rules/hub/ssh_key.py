"""What is wrong with a text that should be a public SSH key.

Azure takes RSA with 2048 bits or more, and Ed25519; no source names another kind. Source: Microsoft.Compute types,
SshPublicKey.keyData and SshEncryptionTypes.
"""

import base64
import binascii
import hashlib

KINDS = {"ssh-ed25519": 2, "ssh-rsa": 3}
"""Kinds that Azure takes, with the parts that a key of the kind has (RFC 8709 section 4, RFC 4253 section 6.6)."""
LEAST_BITS, ED25519_BYTES, LENGTH_BYTES = 2048, 32, 4
PRIVATE = "PRIVATE KEY"
"""What every spelling of a private key has in its first line (RFC 7468 section 10; OpenSSH, PROTOCOL.key)."""


def fault(text: str) -> str:
    """What keeps a text from being a public key that Azure takes; '' when nothing does."""
    if PRIVATE in text:
        return "this is a private key: each reader of this file can now sign in with it"
    kind, _, rest = text.partition(" ")
    if not text.isprintable() or kind not in KINDS:
        return "this is no line of a .pub file that begins with ssh-ed25519 or ssh-rsa"
    parts = _parts(rest.split(" ", 1)[0])
    if len(parts) != KINDS[kind] or parts[0] != kind.encode():
        return f"what follows {kind} is not the base64 of such a key"
    if kind == "ssh-rsa" and int.from_bytes(parts[2]).bit_length() < LEAST_BITS:
        return f"the key has {int.from_bytes(parts[2]).bit_length()} bits; Azure wants {LEAST_BITS} or more"
    if kind == "ssh-ed25519" and len(parts[1]) != ED25519_BYTES:
        return f"what follows {kind} is not the base64 of such a key"
    return ""


def bare(text: str) -> str:
    """A public key without the comment at its end, which often says who owns it and where."""
    return " ".join(text.split(" ", 2)[:2])


def fingerprint(text: str) -> str:
    """What `ssh-keygen -l` says of a key: SHA-256 of the key itself, in base64 without padding."""
    digest = hashlib.sha256(base64.b64decode(bare(text).partition(" ")[2])).digest()
    return f"SHA256:{base64.b64encode(digest).decode().rstrip('=')}"


def _parts(encoded: str) -> list[bytes]:
    """The parts of a key, each behind its length (RFC 4251 section 5); empty when the text is not that."""
    try:
        left = base64.b64decode(encoded, validate=True)
    except (ValueError, binascii.Error):
        return []
    parts = []
    while left:
        length = int.from_bytes(left[:LENGTH_BYTES])
        part, left = left[LENGTH_BYTES : LENGTH_BYTES + length], left[LENGTH_BYTES + length :]
        if len(part) != length or not length:
            return []
        parts.append(part)
    return parts
