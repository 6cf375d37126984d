"""Words of purposes and of their subnets stand in their folders; Python that says one is a hook, or argued here."""

from __future__ import annotations

import ast
from pathlib import Path

from ringfence.blueprint.language.features import subnet_roles
from ringfence.catalog.read import purposes
from tests.marked import ROOT

GENERATOR = ROOT / "generator" / "ringfence"
WORDS = {*purposes(), *subnet_roles()}
HOOKS = {f"{each.hooks.removeprefix('ringfence.').replace('.', '/')}.py" for each in purposes().values()}
OLD_LANGUAGE = "migrate/"
"""The room that reads version 1 of the language, whose words stood in the language itself."""
OTHER = "another meaning of the word: {}"
ARGUED: dict[tuple[str, str], str] = {
    ("blueprint/language/compute.py", "machine-learning"): "the model of its keys; other modules take the constant",
    ("blueprint/language/databricks.py", "databricks"): "the model of its keys; other modules take the constant",
    ("blueprint/language/inference.py", "inference"): "the model of its keys; other modules take the constant",
    ("blueprint/language/lake.py", "data-lake"): "the model of its keys; other modules take the constant",
    ("catalog/purpose.py", "endpoints"): "the one subnet that every landing zone has; the others are asked for by role",
    ("plan/addresses/sizing.py", "endpoints"): "what `holds` says in place of numbers, as catalog/purpose.py has it",
    ("blueprint/closing.py", "endpoints"): "what `holds` says in place of numbers, as catalog/purpose.py has it",
    ("catalog/names.py", "endpoints"): "what `holds` says in place of numbers, as catalog/purpose.py has it",
    ("catalog/option_uses.py", "endpoints"): OTHER.format("a field of service folders"),
    ("catalog/closing/services.py", "endpoints"): OTHER.format("a field of service folders"),
    ("catalog/purpose.py", "agents"): OTHER.format("what a rule is for"),
    ("plan/model/use.py", "agents"): OTHER.format("what a rule is for"),
    ("catalog/tables.py", "endpoints"): OTHER.format("a key of private-endpoints.json"),
    ("plan/model/private_endpoint.py", "endpoints"): OTHER.format("a parameter in Bicep"),
    ("plan/services/online.py", "endpoints"): OTHER.format("the symbol of a loop in Bicep"),
    ("plan/services/batch.py", "endpoints"): OTHER.format("the symbol of a loop in Bicep"),
    ("plan/services/service.py", "endpoints"): OTHER.format("a parameter in Bicep"),
    ("plan/zones/prerequisites.py", "endpoints"): OTHER.format("a field of service folders"),
    ("render/parameters.py", "endpoints"): OTHER.format("a parameter in Bicep"),
    ("plan/model/compute.py", "compute"): OTHER.format("a parameter in Bicep"),
    ("plan/model/inference/endpoints.py", "host"): OTHER.format("a field of the language"),
    ("plan/services/compute.py", "compute"): OTHER.format("the module of clusters and instances"),
    ("plan/model/rows/loops.py", "endpoints"): OTHER.format("a parameter in Bicep"),
    ("render/parameters.py", "compute"): OTHER.format("a parameter in Bicep"),
    ("check/expect/inference.py", "compute"): OTHER.format("a property of batch deployments"),
    ("blueprint/rules/egress/targets.py", "host"): OTHER.format("the name of a machine on the internet"),
    ("blueprint/rules/services/managed_networks.py", "host"): OTHER.format("the name of a machine on the internet"),
    ("pack/runbook/unity.py", "host"): OTHER.format("the address of a workspace"),
    ("pack/mlops/learning.py", "host"): OTHER.format("the address of a workspace"),
    ("export/netbox.py", "container"): OTHER.format("a status of NetBox"),
    ("export/matrix/paths.py", "host"): OTHER.format("the name of a machine on the internet"),
    ("blueprint/unoffered.py", "agents"): OTHER.format("a key that people look for beside language models"),
    ("blueprint/unoffered.py", "inference"): OTHER.format("a key that leads to a value of the language"),
    ("blueprint/rules/mlops/environments.py", "agents"): OTHER.format("a key of `mlops`"),
    ("blueprint/rules/mlops/environments.py", "host"): OTHER.format("a key of `mlops`"),
    ("blueprint/rules/mlops/platforms.py", "agents"): OTHER.format("a key of `mlops`"),
    ("blueprint/rules/mlops/platforms.py", "host"): OTHER.format("a key of `mlops`"),
    ("plan/services/mlops/agents.py", "agents"): OTHER.format("a key of `mlops`"),
    ("plan/zones/pipelines.py", "agents"): OTHER.format("a key of `mlops`"),
    ("plan/review/mlops/pipelines.py", "agents"): OTHER.format("a key of `mlops`"),
    ("blueprint/language/connections.py", "databricks"): OTHER.format("a use of connections"),
    ("blueprint/rules/names/connections.py", "host"): OTHER.format("a key of connections"),
    ("plan/rules/made_hosts.py", "host"): OTHER.format("a key of connections"),
    ("plan/services/databricks.py", "databricks"): OTHER.format("the symbol of the workspace"),
    ("plan/services/synapse.py", "synapse"): OTHER.format("the kind and the symbol of the workspace"),
    ("blueprint/rules/services/synapse_workspaces.py", "synapse"): "the rules of its keys, as no folder can say them",
}
"""By module below the generator and word: why it may say it."""


def words(path: Path) -> set[str]:
    """Purposes and roles of subnets that a module has as a text; docstrings are not looked at."""
    tree = ast.parse(path.read_text("utf-8"))
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return WORDS & set(texts)


def test_no_other_module_says_them() -> None:
    found = {(path.relative_to(GENERATOR).as_posix(), word) for path in GENERATOR.rglob("*.py") for word in words(path)}
    left = {pair for pair in found if pair[0] not in HOOKS and not pair[0].startswith(OLD_LANGUAGE)}
    assert left == set(ARGUED)
