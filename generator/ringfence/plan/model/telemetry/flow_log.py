"""Flow logs of virtual networks, and the network watchers that they are children of."""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.plan.model.values import Given, Ref, Resource, Rows, Taken, between


@dataclass(frozen=True, slots=True, kw_only=True)
class Watcher:
    """The network watcher of a region, in the resource group and under the name that Azure itself would give it."""

    resource: Resource

    @property
    def tags(self) -> Rows:
        """Its tags as the module takes them; empty where it has none."""
        return self.resource.own_tags or Rows(
            owner="logs",
            field="flows.watcherTags",
            type="{ *: string }",
            value={},
            text="Network watchers have no tags.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowLog:
    """The flow log of one virtual network; `days` is how long raw records stay in storage.

    `workspace` is where traffic analytics makes them searchable; None leaves traffic analytics out.
    """

    resource: Resource
    watcher: Resource
    network: Ref
    storage: Ref | Given[str]
    workspace: Ref | Given[str] | None
    identity: Ref | Given[str]
    days: int

    @property
    def kept(self) -> Given[int]:
        """How long raw records stay, as the module takes it."""
        text = "Days that raw records stay in storage."
        return Given("logs", "flows.retentionDays", self.days, text, bounds=between(1, 365))

    @property
    def account(self) -> Taken:
        """The storage account of raw records."""
        return Taken(name="storageId", value=self.storage)

    @property
    def writer(self) -> Taken:
        """The identity that writes them."""
        return Taken(name="identityId", value=self.identity)

    @property
    def searched(self) -> Taken:
        """The workspace of traffic analytics; empty where it is left out."""
        text = "Workspace of traffic analytics; empty where it is off."
        return Taken(name="workspaceId", value=self.workspace or Given("logs", "flows.workspace", "", text))
