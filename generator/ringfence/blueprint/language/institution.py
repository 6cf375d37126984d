"""The part of the input language about the institution, its subscriptions and its environments."""

from typing import Annotated, Literal

from pydantic import Field

from ringfence.blueprint.language.data.purview import Purview
from ringfence.blueprint.language.types import Guid, Line, Name, Node, Tags

GroupName = Annotated[str, Field(pattern=r"^[A-Za-z0-9_().-]*[A-Za-z0-9_()-]$", min_length=1, max_length=90)]
"""Source: Microsoft Learn azure-resource-manager/management/resource-name-rules, resourceGroups."""
WatcherName = Annotated[str, Field(pattern=r"^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$", max_length=80)]
"""Source: Microsoft Learn azure-resource-manager/management/resource-name-rules, networkWatchers."""


class Institution(Node):
    """Who the platform is for."""

    name: Line = Field(description="Name of the institution, as it appears in review documents.")
    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]{1,5}$")] = Field(
        description="Short code, 2 to 6 lower-case letters and digits; part of every resource name."
    )
    tenant: Guid = Field(description="Microsoft Entra tenant id.")
    cloud: Literal["AzureCloud", "AzureUSGovernment", "AzureChinaCloud"] = Field(
        default="AzureCloud", description="Azure cloud, by its azure-cli name."
    )
    tags: Tags = Field(default={}, description="Tags put on everything.")
    purview: Purview | None = Field(
        default=None, description="The Purview account of the tenant; lakes say under `scan` what it reads."
    )


class NetworkWatcher(Node):
    """Where the network watchers of a subscription are, if not where Azure makes them by itself.

    Source: azure-docs network-watcher/frequently-asked-questions.yml (2025-09-03), What is the NetworkWatcherRG?
    """

    group: GroupName = Field(default="NetworkWatcherRG", description="Resource group of the network watchers.")
    name: WatcherName | None = Field(
        default=None, description="Name of the network watcher; NetworkWatcher_<region> when left out."
    )
    location: str | None = Field(
        default=None, description="Azure region of that resource group; the first of `regions` when left out."
    )
    tags: Tags | None = Field(
        default=None,
        description=(
            "Tags of that resource group and its watchers, in place of those that they have; the institution's when"
            " left out."
        ),
    )


class Subscription(Node):
    """An Azure subscription that packages are deployed to."""

    name: Name = Field(description="The name the rest of the blueprint calls it by.")
    id: Guid = Field(description="Subscription id.")
    network_watcher: NetworkWatcher = Field(
        default=NetworkWatcher(), alias="networkWatcher", description="Where its network watchers are."
    )


class Environment(Node):
    """A stage of the platform's life, such as dev or prod."""

    name: Name = Field(description="The name landing zones refer to; also the value of the tag `environment`.")
    subscription: Name | None = Field(
        default=None, description="Subscription of landing zones that name none themselves."
    )
    tags: Tags = Field(default={}, description="Tags put on everything in this environment.")
