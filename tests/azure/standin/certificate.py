"""A certificate for 127.0.0.1 that signs itself, made when the tests run and valid for two days."""

from __future__ import annotations

import subprocess
from pathlib import Path

_COMMAND = (
    "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1 "
    "-addext subjectAltName=IP:127.0.0.1 -addext keyUsage=critical,digitalSignature,keyCertSign"
)


def certificate(openssl: Path, folder: Path) -> tuple[Path, Path]:
    """Write a certificate, which is its own authority, and its key; their paths."""
    authority, key = folder / "authority.pem", folder / "key.pem"
    command = [str(openssl), *_COMMAND.split(), "-out", str(authority), "-keyout", str(key)]
    subprocess.run(command, check=True, capture_output=True)
    return authority, key
