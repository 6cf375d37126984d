"""A public SSH key is told from everything that looks like one."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.blueprint.rules.hub.ssh_key import bare, fault, fingerprint
from ringfence.diagnostics import Report
from ringfence.load.document import read
from ringfence.reporting import as_github, as_json, as_sarif, as_text
from tests.blueprint.blueprints import FULL, findings
from tests.variants import PUBLIC_KEY


def key(kind: str, *parts: bytes) -> str:
    """A public key of these parts, as ssh-keygen writes one."""
    whole = b"".join(len(part).to_bytes(4) + part for part in (kind.encode(), *parts))
    return f"{kind} {base64.b64encode(whole).decode()}"


def rsa(bits: int) -> str:
    return key("ssh-rsa", b"\x01\x00\x01", (1 << (bits - 1)).to_bytes(bits // 8 + 1))


@pytest.mark.parametrize("text", [PUBLIC_KEY, f"{PUBLIC_KEY} jumper of the bank", rsa(2048), f"{rsa(4096)} a@b"])
def test_keys_that_azure_takes_have_no_fault(text: str) -> None:
    assert fault(text) == ""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no line"),
        ("hunter2", "no line"),
        (PUBLIC_KEY.split()[1], "no line"),
        (f" {PUBLIC_KEY}", "no line"),
        (f"{PUBLIC_KEY}\n{PUBLIC_KEY}", "no line"),
        (f"{PUBLIC_KEY}\u202e", "no line"),
        ("ssh-ed25519", "base64"),
        ("ssh-ed25519 !", "base64"),
        (PUBLIC_KEY[:-4], "base64"),
        (PUBLIC_KEY.replace("ssh-ed25519", "ssh-rsa"), "base64"),
        (key("ssh-ed25519", bytes(31)), "base64"),
        (key("ssh-ed25519", bytes(32), b"more"), "base64"),
        (rsa(1024), "1024 bits"),
        (key("ecdsa-sha2-nistp256", b"nistp256", bytes(65)), "no line"),
        (key("ssh-dss", bytes(32)), "no line"),
        ("-----BEGIN RSA PRIVATE KEY-----", "private key"),
        ("-----BEGIN ENCRYPTED PRIVATE KEY-----\nMII", "private key"),
        (f"{PUBLIC_KEY} -----BEGIN OPENSSH PRIVATE KEY-----", "private key"),
    ],
)
def test_everything_else_is_a_fault_that_says_why(text: str, says: str) -> None:
    assert says in fault(text)


@given(st.text())
def test_no_text_is_a_traceback(text: str) -> None:
    assert isinstance(fault(text), str)
    assert isinstance(fault(f"ssh-rsa {text}"), str)


def test_the_comment_is_left_out_and_the_fingerprint_is_that_of_ssh_keygen() -> None:
    assert bare(f"{PUBLIC_KEY} somebody@somewhere") == PUBLIC_KEY
    # What ssh-keygen -l of OpenSSH 9 says of this key.
    assert fingerprint(f"{PUBLIC_KEY} x") == "SHA256:ZkAslGjFiUHdGf/WUL8rQvkib4PTvQatUV0OUQSncCA"


@pytest.mark.parametrize("line", ['"-----BEGIN PRIVATE KEY-----\\nc2VjcmV0"', "hunter2secret"])
def test_no_finding_shows_what_may_be_a_secret(line: str) -> None:
    text = FULL.replace(f"sshKey: {PUBLIC_KEY} jumper", f"sshKey: {line}")
    (found,) = findings(text)
    report = Report((found,))
    written = [as_json(report), as_github(report), as_sarif(report)]
    if "PRIVATE" in line:
        written.append(as_text(report, {found.place.file: read("bank.yaml", text).text}, color=False))
    assert found.code == "BST03"
    assert all("c2VjcmV0" not in each and "hunter2secret" not in each for each in written)
