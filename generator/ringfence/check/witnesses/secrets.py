"""Witness SEC01: every secret is read by Azure from the key vault that the plan names; none stands in a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ringfence.check.evidence import Evidence
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.values import Secret
from ringfence.plan.model.written.inventory import secrets

SOURCE = "Bicep CLI, parameters as azure-cli would send them"
FILE = "main.bicepparam"


def witness(evidence: Evidence) -> Iterator[Diagnostic]:
    """A finding for each secret that is not read as the plan says, and for each secure parameter that is no secret."""
    planned = {secret.owner: secret for secret in secrets(evidence.package.modules)}
    secure = set(evidence.template.secure) if evidence.template else set()
    for name, secret in sorted(planned.items()):
        if name not in secure:
            yield _finding(evidence, name, f"parameter {name} holds a secret and is not secure")
        elif evidence.parameters.get(name) != _reference(secret):
            yield _finding(evidence, name, f"{name} is not read from secret {secret.name} of the key vault in the plan")
    for name in sorted(secure - planned.keys()):
        yield _finding(evidence, name, f"{name} is a secret that the plan does not know")


def _reference(secret: Secret) -> dict[str, Any]:
    """How azure-cli asks Resource Manager for a secret. Source: Resource Manager, deploymentParameters schema."""
    return {"reference": {"keyVault": {"id": secret.vault}, "secretName": secret.name}}


def _finding(evidence: Evidence, name: str, message: str) -> Diagnostic:
    lines = evidence.sources.get(FILE, "").splitlines()
    line = next((number for number, text in enumerate(lines, 1) if text.startswith(f"param {name} ")), 0)
    # The value is left out of the finding: it may be the secret itself.
    return Diagnostic(
        code="SEC01",
        message=message,
        place=evidence.place(FILE, line, min(line, 1)),
        path=evidence.path(FILE, name),
        value=name,
        hint="A secret comes from az.getSecret(…) and from nowhere else; change it if it stood in a file.",
        source=SOURCE,
    )
