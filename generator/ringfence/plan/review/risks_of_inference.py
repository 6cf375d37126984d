"""What stays open where models answer: the managed network, the registry of models, callers, scaling."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.connections import MODEL_REGISTRY
from ringfence.blueprint.language.inference import KEY as INFERENCE
from ringfence.blueprint.language.inference import Inference, endpoints
from ringfence.catalog.tables import customer_key
from ringfence.plan.context.blueprint_context import BlueprintContext, Path
from ringfence.plan.model.services import Risk
from ringfence.plan.model.values import Reason

NETWORK = "azure-ai-docs machine-learning/how-to-managed-network.md (2025-05-23)"
MLFLOW = "azure-ai-docs machine-learning/how-to-deploy-mlflow-models.md, workspaces without public network access"
KEYS = "azure-ai-docs machine-learning/how-to-setup-customer-managed-keys.md (2025-02-05)"
CODE = "Azure/azureml-examples arm-templates/code-version.json; Microsoft.MachineLearningServices types, codeUri"
REGISTRY = "azure-ai-docs machine-learning/how-to-registry-network-isolation.md (2025-04-04)"


def inference(context: BlueprintContext) -> Iterator[Risk]:
    """Risks of every landing zone that answers with models, and of every registry."""
    for index, zone in enumerate(context.blueprint.landing_zones):
        at: Path = ("landingZones", index)
        if zone.purpose == INFERENCE:
            yield from _network(context, zone.name, at, zone.inference or Inference())
            yield from _key(context, zone.name, at, zone.inference or Inference())
            yield from _endpoints(context, zone.name, at, zone.inference or Inference())
        if zone.services.asks(MODEL_REGISTRY):
            yield from _registry(context, zone.name, (*at, "services", MODEL_REGISTRY))
    for index, row in enumerate(context.blueprint.connections):
        if row.use == MODEL_REGISTRY:
            yield _supplied(context, row.start, ("connections", index))
            yield from _delivered(context, row.start, row.end, ("connections", index))


def _network(context: BlueprintContext, package: str, at: Path, wanted: Inference) -> Iterator[Risk]:
    text = "Azure runs the managed network: its traffic passes neither the hub's firewall nor its logs."
    why = context.because(text, (*at, INFERENCE), source=NETWORK)
    remedy = "Intended: nothing else limits what endpoints call. Its ways out are a table of the review."
    yield _risk(package, "the hub does not see what leaves the managed network", remedy, why)
    text = (
        "provisionNetworkNow is a preview by Microsoft's page; without it the network is made with the first compute."
    )
    why = context.because(text, (*at, INFERENCE), source=NETWORK)
    remedy = "Intended: online deployments need the network, and a package that waits half an hour for it fails."
    yield _risk(package, "the managed network is made by a preview of Azure", remedy, why)
    if wanted.outbound:
        hosts = ", ".join(row.host for row in wanted.outbound)
        text = "Microsoft does not vouch against exfiltration to hosts that are listed."
        why = context.because(text, (*at, INFERENCE, "outbound"), source=NETWORK)
        remedy = "Leave hosts out; read what endpoints need from the workspace's own storage account."
        yield _risk(package, f"endpoints may send data to {hosts}", remedy, why)


def _key(context: BlueprintContext, package: str, at: Path, wanted: Inference) -> Iterator[Risk]:
    if wanted.customer_managed_key is None:
        return
    at = (*at, INFERENCE, "customerManagedKey")
    text = (
        "With a customer-managed key Azure makes a resource group azureml-rg-... in the subscription, with an Azure"
        " Cosmos DB account, AI Search, a storage account and a virtual network; no package plans or checks them."
    )
    remedy = "Exempt it from policies that deny these services, keep quota for them, and do not delete it."
    name = "Azure manages a further resource group beside the workspace"
    yield _risk(package, name, remedy, context.because(text, at, source=KEYS))
    other = customer_key()
    text = f"{other.application} keeps the workspace's metadata and needs {other.role} on the key beside the workspace."
    remedy = f"Assign the role on this one key only, as DEPLOY.md does; {other.application} is Microsoft's application."
    yield _risk(
        package, f"{other.application} may use the workspace's key", remedy, context.because(text, at, source=KEYS)
    )


def _delivered(context: BlueprintContext, package: str, of: str, at: Path) -> Iterator[Risk]:
    """What people and build agents may change of what answers."""
    text = (
        f"Build agents of {of} reach the container registry and the blobs of {package}: by no other way does an image"
    )
    text += " come into a workspace whose network is managed."
    why = context.because(text, at, source=f"{NETWORK}, image builds; {REGISTRY}, create assets from local files")
    remedy = "Sign pipelines in as members of a group with persona ml-engineer, and let nothing else run on the agents."
    yield _risk(package, f"what runs on build agents of {of} may bring the images that answer", remedy, why)
    text = "The persona ml-engineer holds AcrPush on the registry and writes the container of scoring code."
    why = context.because(text, at, source="azure-docs role-based-access-control/built-in-roles, AcrPush")
    remedy = "Give the persona for this landing zone to a pipeline's group alone; versions are pinned in the blueprint."
    yield _risk(package, "engineers may put another image under a tag that answers", remedy, why)


def _supplied(context: BlueprintContext, package: str, at: Path) -> Risk:
    """What is not known of a managed network that takes models from a registry."""
    text = (
        "Microsoft's page asks for private endpoints to a registry, to its storage account and to its container"
        " registry. A managed network has the first of them here: no template can name the other two, and no page"
        " says whether it needs them."
    )
    why = context.because(text, at, source=REGISTRY, check="HND04")
    remedy = (
        "Try one deployment early. If the model cannot be fetched, give the workspace's identity the role Azure AI"
        " Enterprise Network Connection Approver on the two accounts that registry-endpoints.sh names, then add"
        " private endpoints to them with az ml workspace outbound-rule set."
    )
    return _risk(package, "models may not arrive by the registry's endpoint alone", remedy, why)


def _endpoints(context: BlueprintContext, package: str, at: Path, wanted: Inference) -> Iterator[Risk]:
    deployed = [deployment for _, _, one in endpoints(wanted) for deployment in one.deployments]
    if bare := [one.name for one in deployed if one.environment is None]:
        text = "Azure ML installs the packages of a model in MLflow's form when it builds its image, from the internet."
        why = context.because(text, (*at, INFERENCE), source=MLFLOW)
        remedy = "Give an environment whose image is there already, or package the model first (az ml model package)."
        yield _risk(package, f"{', '.join(dict.fromkeys(bare))} may not start without hosts of packages", remedy, why)
    if any(one.environment and one.environment.source == "workspace" for one in deployed):
        text = "The cluster that builds images stands in the managed network, which admits listed hosts only."
        why = context.because(text, (*at, INFERENCE), source=f"{NETWORK}, image builds")
        remedy = "Push finished images to the workspace's container registry, or list a package feed under outbound."
        yield _risk(package, "images of environments may not be built where they run", remedy, why)
    if any(one.callers for one in wanted.batch):
        yield _batch_callers(context, package, at)
    if coded := dict.fromkeys(one.code.name for one in deployed if one.code):
        text = (
            "A version of scoring code is what lies in the account's container when the package is deployed; neither a"
            " template nor a witness sees the files."
        )
        why = context.because(text, (*at, INFERENCE), source=CODE)
        remedy = (
            "Upload from a pipeline after review, and never over a version that is there; or put the script into the"
            " image and leave code out."
        )
        yield _risk(package, f"{', '.join(coded)} answers as it was uploaded", remedy, why)
    if any(deployment.scale for online in wanted.online for deployment in online.deployments):
        text = "Each deployment of the package sets a scaled deployment back to the instances that it begins with."
        source = "azure-ai-docs machine-learning/how-to-autoscale-endpoints.md"
        why = context.because(text, (*at, INFERENCE, "online"), source=source, check="HND12")
        yield _risk(package, "a repeated deployment undoes scaling for a while", "Deploy in quiet hours.", why)


def _batch_callers(context: BlueprintContext, package: str, at: Path) -> Risk:
    """What is not known of roles that are narrower than Microsoft's list for callers of batch endpoints."""
    text = (
        "The roles of callers lack what Microsoft's list has for keys, secrets, pipelines, submitting runs, and writing"
        " endpoints, deployments, environments and datastores: with these a caller could replace a model or run code as"
        " the cluster."
    )
    source = "azure-ai-docs machine-learning/how-to-authenticate-batch-endpoint.md (2023-10-10), RBAC for invoke"
    why = context.because(text, (*at, INFERENCE, "batch"), source=source, check="HND08")
    remedy = (
        "Start one run as a caller early. If it is refused, the message names the operation that is missing: make the"
        " role of the institution with it, name its id under roles, and accept what it opens; or let a pipeline invoke."
    )
    return _risk(package, "runs of batch endpoints that callers start may be refused", remedy, why)


def _registry(context: BlueprintContext, package: str, at: Path) -> Iterator[Risk]:
    text = "Azure names the resource group of the registry's accounts itself, so no template can reach them."
    why = context.because(text, at, source=REGISTRY)
    remedy = (
        "Run registry-endpoints.sh once the package is deployed: it also fails when one of the two lets public networks"
        " in. Nothing proves that it was run."
    )
    yield _risk(package, "two private endpoints of the registry are made by a script", remedy, why)
    text = "Sharing a model from the workspace would need its storage account opened to the registry, which is closed."
    why = context.because(text, at, source=REGISTRY)
    remedy = "Intended: an ml-engineer or a pipeline downloads the model and registers its files, with az ml."
    yield _risk(package, "models are registered from files, not shared from the studio", remedy, why)
    text = "The studio shows models of a private registry and nothing else of it; components cannot be shared with it."
    why = context.because(text, at, source=f"{REGISTRY}, limitations")
    remedy = "Use az ml or the SDK for everything else; keep components in the workspace that uses them."
    yield _risk(package, "the studio shows only models of the registry", remedy, why)


def _risk(package: str, name: str, remedy: str, why: Reason) -> Risk:
    return Risk(package=package, name=name, remedy=remedy, because=why)
