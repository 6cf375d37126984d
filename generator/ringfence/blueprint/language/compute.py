"""The part of the input language about workspaces that train, and about compute: clusters, instances, agents."""

from datetime import date
from typing import Annotated

from pydantic import Field

from ringfence.blueprint.language.types import Guid, Line, Name, Node, VmSize
from ringfence.blueprint.language.ways_in import IN_GROUP

KEY, TRAINING = "machineLearning", "machine-learning"
"""The workload block of a landing zone whose workspace trains, and its purpose."""


GPU = "Standard_N"
"""How the names of GPU sizes begin."""
AccountId = Annotated[
    str, Field(pattern=rf"{IN_GROUP}/providers/Microsoft\.Storage/storageAccounts/[a-z0-9]{{3,24}}$", max_length=300)
]


class Cluster(Node):
    """A compute cluster that scales to zero."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,22}[a-z0-9]$")] = Field(
        description="Cluster name, 3 to 24 characters."
    )
    size: VmSize = Field(default="Standard_D4s_v5", description="Virtual machine size of a node.")
    max_nodes: Annotated[int, Field(ge=1, le=1000)] = Field(
        default=4, alias="maxNodes", description="Most nodes the cluster scales to; each takes one address."
    )
    idle_minutes: Annotated[int, Field(ge=2, le=1440)] = Field(
        default=15, alias="idleMinutes", description="Minutes without work before a node is given back."
    )


class Instance(Node):
    """A compute instance that belongs to one named person."""

    user: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,13}[a-z0-9]$")] = Field(
        description="Short name of the person, 2 to 15 characters; part of the instance's name."
    )
    object_id: Guid = Field(alias="objectId", description="Entra object id of the person; only they can sign in.")
    size: VmSize = Field(default="Standard_D4s_v5", description="Virtual machine size.")
    idle_minutes: Annotated[int, Field(ge=15, le=4320)] = Field(
        default=60, alias="idleMinutes", description="Minutes without activity before the instance is stopped."
    )


class Agents(Node):
    """Agents of pipelines: machines where `mlops` asks for them here, else room for the institution's own."""

    count: Annotated[int, Field(ge=1, le=200)] = Field(
        default=4, description="Agents to leave room for; as many are deployed where `mlops` has its agents here."
    )


class StorageAccount(Node):
    """A storage account that exists already and that compute may reach by service endpoint, past the firewall."""

    name: Name = Field(description="Name of the entry.")
    id: AccountId = Field(
        description="Id of the account; its owner must admit the compute subnet in the account's own firewall."
    )
    owner: Line = Field(description="Who answers for it: a team or a mailbox.")
    reason: Line = Field(description="Why the business needs it.")
    review_by: date = Field(alias="reviewBy", description="Date by which it must be justified again.")


class MachineLearning(Node):
    """Workload: a private Azure ML workspace whose compute stands in the institution's own network."""

    clusters: list[Cluster] = Field(
        default=[Cluster(name="cpu")],
        min_length=1,
        max_length=20,
        description="Compute clusters. The first builds images, so it must be a CPU size.",
    )
    instances: list[Instance] = Field(default=[], max_length=200, description="Compute instances, one a person.")
    agents: Agents = Field(default=Agents(), description="Agents of pipelines.")
    exfiltration_prevention: bool = Field(
        default=True,
        alias="exfiltrationPrevention",
        description=(
            "Storage leaves the compute subnet through a service endpoint whose policy admits only the workspace's own "
            "account and the Azure ML alias; false sends it through the firewall with the regional Storage tag, "
            "which covers every tenant's accounts."
        ),
    )
    storage_accounts: list[StorageAccount] = Field(
        default=[],
        alias="storageAccounts",
        max_length=20,
        description="Storage accounts that the policy of `exfiltrationPrevention` admits beside the workspace's own.",
    )
