"""What people grant before a workspace with a customer-managed key is made: an application of Azure uses the key too.

Its object id differs from tenant to tenant, so no template can name it. Source: azure-ai-docs
machine-learning/how-to-setup-customer-managed-keys.md (2025-02-05), Allow Azure Cosmos DB to access the key.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from ringfence.pack.text.cells import text
from ringfence.pack.text.markdown import span
from ringfence.plan.model.inference.endpoints import WorkspaceKey
from ringfence.plan.model.package import Package


def granted_by_hand(package: Package) -> Iterator[str]:
    """A line of Markdown for each key that a workspace of the package is made with; none without such a key."""
    for module in package.modules:
        for key in module.workspace_keys:
            yield (
                f"{key.application} must hold {key.role} on the key, in a vault with role-based access control, soft"
                f" delete and purge protection. Its object id is that of the tenant: {span(_command(key))}"
            )


def _command(key: WorkspaceKey) -> str:
    principal = shlex.join(("az", "ad", "sp", "show", "--id", key.application_id, "--query", "id", "--output", "tsv"))
    scope = f"{text(key.vault)}/keys/{text(key.uri).split('/')[4]}"
    words = ("az", "role", "assignment", "create", "--role", key.role, "--assignee-principal-type", "ServicePrincipal")
    return f'{shlex.join((*words, "--scope", scope))} --assignee-object-id "$({principal})"'
