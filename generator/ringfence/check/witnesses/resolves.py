"""Witnesses SNP01 to SNP03: the engine predicted everything, and every value that decides something is a literal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from ringfence.check.evidence import Evidence
from ringfence.check.paths import Json, leaves
from ringfence.check.snapshot import Predicted
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.written.inventory import secrets

SOURCE = "Bicep CLI, snapshot"
_PRINCIPAL = re.compile(
    r"\[reference\('/subscriptions/[^']+', '[^']+'(\)\.principalId|, 'full'\)\.identity\.principalId)\]"
)
_CLIENT = re.compile(
    r"\[format\('Authorization=AAD;ClientId=\{0\}', reference\('/subscriptions/[^']+', '[^']+'\)\.clientId\)\]"
)
_TELEMETRY = (
    "microsoft.machinelearningservices/workspaces/onlineendpoints/deployments",
    "properties.environmentVariables.APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
)
"""The type and the property with which a deployment signs in to Application Insights: no secret, only who it is."""
_HOST = re.compile(r"\[format\('https://\{0\}', reference\('/subscriptions/[^']+', '[^']+'\)\.workspaceUrl\)\]")
_LINKED = ("microsoft.datafactory/factories/linkedservices", "properties.typeProperties.domain")
"""The type and the property with which a factory knows a Databricks workspace: a host that Azure makes with it."""
_SECRET = {
    "microsoft.network/connections": ("properties.sharedKey", "properties.authorizationKey"),
    "microsoft.compute/virtualmachines": ("properties.osProfile.linuxConfiguration.ssh.publicKeys[0].keyData",),
}
"""Properties that hold what a key vault keeps, by type: nowhere else may it stand."""
_ASSIGNMENT = "microsoft.authorization/roleassignments"


def engine(evidence: Evidence) -> Iterator[Diagnostic]:
    """SNP01: each message of the engine; a deployment that it could not expand is a remark, not an error."""
    snapshot = evidence.snapshot
    remarks = [*(snapshot.notes if snapshot else ())]
    if failure := evidence.failures.get("snapshot"):
        remarks.append(f"the package could not be predicted: {failure}")
    for remark in remarks:
        place = evidence.place("main.bicepparam")
        yield Diagnostic(code="SNP01", message=remark, place=place, path=evidence.path(), source=SOURCE)


def literals(evidence: Evidence) -> Iterator[Diagnostic]:
    """SNP02: a value that only Azure could resolve.

    Four are allowed where they belong: the object id of a managed identity in a grant, its client id in the sign-in of
    a deployment to Application Insights, the host of a Databricks workspace in a linked service, and a secret that the
    plan takes from a key vault (SEC01 proves that it does).
    """
    snapshot = evidence.snapshot
    kept = {f"[parameters('{secret.owner}')]" for secret in secrets(evidence.package.modules)}
    for resource in snapshot.resources if snapshot else ():
        for path, value in leaves({key: v for key, v in resource.raw.items() if key != "condition"}):
            if _unresolved(value) and not _allowed(resource, path, value, kept):
                yield _late(evidence, resource.id, path, str(value))
    for path, value in leaves(snapshot.outputs if snapshot else {}):
        if _unresolved(value):
            yield _late(evidence, "outputs", path, str(value))


def conditions(evidence: Evidence) -> Iterator[Diagnostic]:
    """SNP03: a resource that may or may not exist; structure is decided when the package is generated."""
    snapshot = evidence.snapshot
    for resource in snapshot.resources if snapshot else ():
        if "condition" in resource.raw:
            yield Diagnostic(
                code="SNP03",
                message="whether this resource exists depends on a run-time condition",
                place=evidence.about(resource.id)[0],
                path=evidence.about(resource.id, "condition")[1],
                value=str(resource.raw["condition"]),
                source=SOURCE,
            )


def _late(evidence: Evidence, resource_id: str, path: str, value: str) -> Diagnostic:
    place, full = evidence.about(resource_id, path)
    return Diagnostic(
        code="SNP02",
        message=f"{path} is only known to Azure at run time",
        place=place,
        path=full,
        value=value,
        hint="Take it from a parameter or from a module's .id or .name output.",
        source=SOURCE,
    )


def _unresolved(value: Json) -> bool:
    """An ARM expression starts with `[`; `[[` is the escape for a text that does."""
    return isinstance(value, str) and value.startswith("[") and not value.startswith("[[")


def _allowed(resource: Predicted, path: str, value: Json, kept: AbstractSet[str]) -> bool:
    if path in _SECRET.get(resource.type.lower(), ()):
        return value in kept
    if (resource.type.lower(), path) == _TELEMETRY:
        return bool(_CLIENT.fullmatch(str(value)))
    if (resource.type.lower(), path) == _LINKED:
        return bool(_HOST.fullmatch(str(value)))
    at_principal = resource.type.lower() == _ASSIGNMENT and path == "properties.principalId"
    return at_principal and bool(_PRINCIPAL.fullmatch(str(value)))
