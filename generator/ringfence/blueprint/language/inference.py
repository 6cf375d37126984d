"""The part of the input language about inference: endpoints that answer, and the managed network they stand in."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from ringfence.blueprint.language.compute import Cluster
from ringfence.blueprint.language.scaling import Count, Scale
from ringfence.blueprint.language.types import DataClass, Line, Name, Node, VmSize
from ringfence.blueprint.language.ways_in import VaultId

KEY = PURPOSE = "inference"
"""The workload block of a landing zone whose endpoints answer, and its purpose."""

AssetName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=255)]
DeploymentName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*[a-z0-9]$", min_length=3, max_length=32)]
"""Source: azure-ai-docs machine-learning/how-to-manage-quotas.md (2026-01-27): 3 to 32 characters, a letter first."""
KeyUri = Annotated[str, Field(pattern=r"^https://[a-z0-9.-]+/keys/[0-9A-Za-z-]{1,127}/[0-9a-f]{32}$", max_length=300)]
Share = Annotated[int, Field(ge=0, le=100)]


class Asset(Node):
    """A model, by name and version, in the registry that the landing zone takes its models from."""

    name: AssetName = Field(description="Name of the asset.")
    version: AssetName = Field(description="Version of the asset; it changes only when this line does.")


class ModelEnvironment(Asset):
    """What a model runs in: an image with its packages."""

    source: Literal["registry", "curated", "workspace"] = Field(
        default="registry",
        description="Where it is: in the registry of models, among Microsoft's own, or in the workspace itself.",
    )


class ScoringCode(Asset):
    """The code that answers; people put its files into the workspace's storage account before it is deployed."""

    source: Literal["workspace"] = Field(
        default="workspace", description="Where it is: the package makes a version of it in the workspace."
    )
    script: Annotated[str, Field(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_./-]*\.py$", max_length=200)] = Field(
        description="The file in it that answers."
    )


class Deployment(Node):
    """A model that answers at an endpoint; a model in MLflow's form needs neither environment nor code."""

    name: DeploymentName = Field(description="Name of the deployment, for example blue.")
    model: Asset = Field(description="The model.")
    environment: ModelEnvironment | None = Field(default=None, description="What the model runs in.")
    code: ScoringCode | None = Field(default=None, description="The code that answers.")


class OnlineDeployment(Deployment):
    """A deployment that answers at once."""

    size: VmSize = Field(default="Standard_D4s_v5", description="Virtual machine size of an instance.")
    instances: Count = Field(default=2, description="Instances; with `scale`, those that it begins with.")
    scale: Scale | None = Field(default=None, description="How the number of instances follows load and hours.")
    timeout_seconds: Annotated[int, Field(ge=1, le=180)] = Field(
        default=60, alias="timeoutSeconds", description="Seconds after which a request is given up."
    )
    concurrency: Annotated[int, Field(ge=1, le=1000)] = Field(
        default=4, description="Requests that one instance answers at one time."
    )


class OnlineEndpoint(Node):
    """A private address that answers at once, with Entra tokens only."""

    name: Name = Field(description="Name of the endpoint; five characters of a hash are added to it.")
    deployments: list[OnlineDeployment] = Field(
        default=[], max_length=20, description="Models behind it; none until a model is registered."
    )
    traffic: dict[DeploymentName, Share] = Field(
        default={}, description="Percent of the requests by deployment, 100 together; each must be in Azure already."
    )
    mirror: dict[DeploymentName, Annotated[int, Field(ge=1, le=50)]] = Field(
        default={},
        max_length=1,
        description="Percent of the requests that one deployment gets a copy of; its answers are thrown away.",
    )
    callers: list[Name] = Field(default=[], max_length=50, description="Groups under `access` that may call it.")


class BatchDeployment(Deployment):
    """A deployment that works through files on a cluster."""

    cluster: Name = Field(description="One of the `clusters`.")
    nodes: Annotated[int, Field(ge=1, le=1000)] = Field(default=2, description="Nodes that one run takes.")
    concurrency: Annotated[int, Field(ge=1, le=100)] = Field(
        default=1, description="Parts that one node works on at one time."
    )
    files_a_part: Annotated[int, Field(ge=1, le=10_000)] = Field(
        default=10, alias="filesAPart", description="Files in one part of the work."
    )
    timeout_seconds: Annotated[int, Field(ge=30, le=86_400)] = Field(
        default=300, alias="timeoutSeconds", description="Seconds after which a part is given up, and tried again."
    )


class BatchEndpoint(Node):
    """A private address that takes work for a cluster, with Entra tokens only."""

    name: Name = Field(description="Name of the endpoint; five characters of a hash are added to it.")
    deployments: list[BatchDeployment] = Field(
        default=[], max_length=20, description="Models behind it; none until a model is registered."
    )
    default: DeploymentName | None = Field(
        default=None, description="The deployment that takes the work; it must be in Azure already."
    )
    callers: list[Name] = Field(default=[], max_length=50, description="Groups under `access` that may call it.")


class ManagedHost(Node):
    """A host that the managed network lets its nodes reach on ports 80 and 443, with someone who answers for it."""

    name: Name = Field(description="Name of the outbound rule.")
    host: Annotated[str, Field(min_length=3, max_length=253)] = Field(description="Host name.")
    owner: Line = Field(description="Who answers for it: a team or a mailbox.")
    reason: Line = Field(description="Why the business needs it.")
    review_by: date = Field(alias="reviewBy", description="Date by which it must be justified again.")
    data_class: DataClass = Field(alias="dataClass", description="Highest class of data that may take this way.")


class CustomerKey(Node):
    """The institution's own key for what the workspace keeps; fixed when the workspace is made."""

    key_vault_id: VaultId = Field(alias="keyVaultId", description="Id of the key vault that holds the key.")
    key_uri: KeyUri = Field(alias="keyUri", description="Address of the key with its version.")


class ManagedFirewall(Node):
    """The firewall of the managed network; Azure makes it for the first of `outbound`."""

    tier: Literal["Basic", "Standard"] = Field(default="Standard", description="Tier of the managed firewall.")


class Inference(Node):
    """Workload: an Azure ML workspace in a network that Azure manages, for endpoints; what may leave it is a list."""

    clusters: list[Cluster] = Field(
        default=[Cluster(name="cpu")], min_length=1, max_length=20, description="Compute clusters of batch endpoints."
    )
    online: list[OnlineEndpoint] = Field(default=[], max_length=50, description="Endpoints that answer at once.")
    batch: list[BatchEndpoint] = Field(default=[], max_length=50, description="Endpoints that take work.")
    outbound: list[ManagedHost] = Field(
        default=[], max_length=100, description="Hosts beyond what Azure ML itself needs."
    )
    firewall: ManagedFirewall = Field(default=ManagedFirewall(), description="The firewall of the managed network.")
    customer_managed_key: CustomerKey | None = Field(
        default=None, alias="customerManagedKey", description="A key of the institution's own."
    )


Endpoint = OnlineEndpoint | BatchEndpoint


def endpoints(wanted: Inference) -> Iterator[tuple[str, int, Endpoint]]:
    """Every endpoint with the key of its list and its place in that."""
    yield from (("online", index, one) for index, one in enumerate(wanted.online))
    yield from (("batch", index, one) for index, one in enumerate(wanted.batch))
