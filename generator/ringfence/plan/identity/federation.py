"""Which tokens an identity of the pipelines trusts: issuer and subject, as the platform writes them.

Sources: entra-docs workload-id/workload-identities-github-immutable-subjects.md (2026-07-28); github-docs
actions/reference/security/oidc.md; azure-devops-docs pipelines/release/configure-workload-identity.md (2024-10-16).
"""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.blueprint.language.mlops import AZURE_DEVOPS, GITHUB_HOST, Mlops, Repository
from ringfence.blueprint.language.mlops.stages import Stage

GITHUB_ISSUER = "https://token.actions.githubusercontent.com"
AUDIENCE = "api://AzureADTokenExchange"
"""The one audience that Entra takes in a federated credential."""


@dataclass(frozen=True, slots=True)
class Trust:
    """An issuer and a subject, both '' where a service connection is still to be drafted; `connection` is its name."""

    issuer: str
    subject: str
    connection: str = ""


def trust(wanted: Mlops, stage: Stage, zone: str, purpose: str, environment: str) -> Trust:
    """What the identity of a purpose in a landing zone trusts, for jobs of this environment of the platform."""
    if wanted.platform == AZURE_DEVOPS:
        rows = (one for one in stage.service_connections if (one.landing_zone, one.purpose) == (zone, purpose))
        one = next(rows, None)
        return Trust(one.issuer, one.subject, one.name) if one else Trust("", "", f"{zone}-{purpose}")
    return Trust(issuer(wanted.repository), f"{repository_claim(wanted.repository)}:environment:{environment}")


def issuer(repository: Repository) -> str:
    """Who signs the tokens of GitHub's jobs: github.com, a tenant of GHE.com, or a server of the institution."""
    host = repository.host or GITHUB_HOST
    if host == GITHUB_HOST:
        return GITHUB_ISSUER
    tenant = host.removesuffix(".ghe.com")
    return f"https://token.actions.{host}" if tenant != host else f"https://{host}/_services/token"


def repository_claim(repository: Repository) -> str:
    """The part of a subject that names the repository: with ids, which no other repository ever gets, or by names."""
    if repository.id is None or repository.organization_id is None:
        return f"repo:{repository.organization}/{repository.name}"
    return f"repo:{repository.organization}@{repository.organization_id}/{repository.name}@{repository.id}"
