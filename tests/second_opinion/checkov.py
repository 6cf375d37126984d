"""The unmodified checkov over predicted packages, without a network and without anything of the account that runs it.

checkov reads ARM templates. Of a compiled package it sees nested deployments with unbound parameters, and judges an
open property closed; so it is given Bicep's prediction, in which every value stands, as the resources of a template.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
_COMMAND = ["--directory", ".", "--framework", "arm", "--output", "json", "--compact", "--quiet"]
# Without the first it asks its vendor's platform for rules; without the second, the package registry for updates.
_OFFLINE, _SWITCHES = ["--skip-download"], {"CKV_SKIP_PACKAGE_UPDATE_CHECK": "true"}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One failed check: its id, the resource as `type.name`, the package, and what the check wants."""

    check: str
    resource: str
    package: str
    wants: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """All findings, sorted; how many resources were looked at; whether anything tried to leave the machine."""

    findings: tuple[Finding, ...]
    resources: int
    online: bool


def wrapped(predicted: list[dict[str, Any]]) -> dict[str, Any]:
    """Predicted resources as a template.

    checkov knows a resource by type and name and silently drops all but one of the same: locks and diagnostic settings
    are named alike on every resource. Each of those after the first is named by its id.
    """
    seen: set[tuple[str, str]] = set()
    resources = []
    for resource in predicted:
        key = (resource["type"], resource["name"])
        resources.append(resource | {"name": resource["id"]} if key in seen else resource)
        seen.add(key)
    return {"$schema": _SCHEMA, "contentVersion": "1.0.0.0", "resources": resources}


def ask(program: Path, packages: Mapping[str, list[dict[str, Any]]], folder: Path) -> Opinion:
    """Let checkov look at packages, by name; writes its input into an empty folder."""
    for name, predicted in packages.items():
        path = folder / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(wrapped(predicted), indent=1), "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        proxy.setblocking(False)
        report = _run(program, folder, f"http://127.0.0.1:{proxy.getsockname()[1]}")
        online = _called(proxy)
    assert report["summary"]["parsing_errors"] == 0, report["results"]["parsing_errors"]
    findings = tuple(sorted(_finding(failed) for failed in report["results"]["failed_checks"]))
    return Opinion(findings, report["summary"]["resource_count"], online)


def _run(program: Path, folder: Path, proxy: str) -> dict[str, Any]:
    """checkov's report; whatever it would fetch goes to the proxy."""
    home = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "TMPDIR": str(folder)}
    done = subprocess.run(
        [program, *_COMMAND, *_OFFLINE],
        cwd=folder,
        env={**home, **_SWITCHES, "HTTP_PROXY": proxy, "HTTPS_PROXY": proxy, "https_proxy": proxy},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in {0, 1}, f"exit {done.returncode}\n{done.stdout}\n{done.stderr}"
    report: dict[str, Any] = json.loads(done.stdout)
    assert "results" in report, f"checkov looked at nothing\n{done.stdout}\n{done.stderr}"
    return report


def _called(proxy: socket.socket) -> bool:
    """Whether anybody connected."""
    try:
        proxy.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def _finding(failed: Mapping[str, Any]) -> Finding:
    package = failed["file_path"].removeprefix("/").removesuffix(".json")
    return Finding(failed["check_id"], failed["resource"], package, failed["check_name"])
