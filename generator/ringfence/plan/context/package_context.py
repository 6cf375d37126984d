"""A package as its planners see it: its groups, its names, its location, and how a resource in it gets its id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ringfence.catalog.read import kinds
from ringfence.catalog.tables import Region
from ringfence.plan.context import placement
from ringfence.plan.context.blueprint_context import BlueprintContext, Path
from ringfence.plan.context.naming import Namer
from ringfence.plan.model.identifiers import camel
from ringfence.plan.model.module import SUBSCRIPTION, ResourceGroup
from ringfence.plan.model.rows.bounds import region_bounds
from ringfence.plan.model.services import Existing
from ringfence.plan.model.values import Given, Reason, Ref, Resource, Tags, length, plain

GROUP = "resource-group"
NETWORK, WORKLOAD, WATCHER = "networkGroup", "workloadGroup", "watcherGroup"
"""Symbols of the resource groups that the package of a landing zone names."""


@dataclass(frozen=True, slots=True)
class PackageContext:
    """What every planner of a package shares. `groups` maps a group's symbol to its name, `shared` those of them that
    are not the package's alone to their location; `at` is the blueprint path.
    """

    context: BlueprintContext
    name: str
    subscription: str
    location: Given[str]
    tags: Tags
    namer: Namer
    groups: Mapping[str, Given[str]]
    shared: Mapping[str, Given[str]]
    at: Path

    @property
    def tenant(self) -> Given[str]:
        """The institution's tenant as a parameter value."""
        return Given("tenant", "", self.context.blueprint.institution.tenant.lower(), "Microsoft Entra tenant id.")

    def group_id(self, group: str) -> str:
        """The id of one of the package's resource groups, by symbol; of SUBSCRIPTION, that of its subscription."""
        if group == SUBSCRIPTION:
            return f"/subscriptions/{self.subscription}"
        return f"/subscriptions/{self.subscription}/resourceGroups/{self.groups[group].value}"

    def given(self, owner: str, field: str, kind: str, *more: str, text: str = "") -> Given[str]:
        """The name of a resource of this kind as a parameter value `owner.field`; `text` where the field says too
        little. What is called `<service>.name` has the title of its kind, which describes the service.
        """
        if field.endswith(".name"):
            text = f"{kinds()[kind].title}."
        return Given(owner, field, self.namer.name(kind, *more), text, bounds=name_bounds(kind))

    def resource(
        self,
        kind: str,
        module: str,
        symbol: str,
        name: Given[str] | str,
        scope: str,
        *because: Reason,
        location: Given[str] | str | None = None,
    ) -> Resource:
        """A resource in the group `scope`, or under the id `scope` when that starts with a slash."""
        parent = scope if scope.startswith("/") else self.group_id(scope)
        at = self.location if location is None else location
        own = resource_id(parent, kinds()[kind].type, plain(name))
        return self._resource(kind, module, symbol, name, own, because, at)

    def extension(self, kind: str, module: str, symbol: str, name: str, target: str, *because: Reason) -> Resource:
        """A resource that extends another (a lock, a diagnostic setting): `target` is the id of what it extends."""
        own = f"{target}/providers/{kinds()[kind].type}/{name}"
        return replace(self._resource(kind, module, symbol, name, own, because, ""), tagged=False)

    def resource_groups(self) -> tuple[ResourceGroup, ...]:
        """The package's resource groups as resources."""
        return tuple(ResourceGroup(resource=self._group(symbol, name)) for symbol, name in self.groups.items())

    def _group(self, symbol: str, name: Given[str]) -> Resource:
        why = (self.context.because(name.text or f"Resource group for {name.field}.", self.at),)
        location = self.shared.get(symbol, self.location)
        group = self._resource(GROUP, "main", symbol, name, self.group_id(symbol), why, location)
        return self.as_shared(group) if symbol in self.shared else group

    def as_shared(self, resource: Resource) -> Resource:
        """The resource without the tags of the package, with those that all packages of its subscription give it."""
        given = placement.network_watcher(self.context.blueprint, self.subscription).tags
        tags = self.context.blueprint.institution.tags if given is None else given
        return replace(resource, tagged=False, tags=tags_of(tags) if tags else None)

    def api(self, kind: str) -> str:
        """The API version of a kind of resource in the institution's cloud."""
        return kinds()[kind].api.version(self.context.blueprint.institution.cloud)

    def _resource(
        self,
        kind: str,
        module: str,
        symbol: str,
        name: Given[str] | str,
        own: str,
        because: tuple[Reason, ...],
        location: Given[str] | str,
    ) -> Resource:
        """A resource with the type, the API version and the habit about tags of its kind; `own` is its id."""
        spec = kinds()[kind]
        return Resource(
            symbol=symbol,
            module=module,
            kind=kind,
            type=spec.type,
            api=self.api(kind),
            name=name,
            id=own,
            location=location,
            tagged=spec.tagged,
            because=because,
        )


def name_bounds(kind: str) -> tuple[str, ...]:
    """How long names of this kind of resource are; none where the catalogue does not say."""
    rule = kinds()[kind].name
    return length(rule.min, rule.max) if rule else ()


def resource_id(parent: str, type_: str, name: str) -> str:
    """The id of a resource below `parent`: a child when the parent's type starts this type, else a provider part."""
    segments = parent.rsplit("/providers/", maxsplit=1)[-1].split("/")
    parent_type = "/".join([segments[0], *segments[1::2]]) if "/providers/" in parent else ""
    if parent_type and type_.lower().startswith(f"{parent_type.lower()}/"):
        return f"{parent}/{type_.rsplit('/', maxsplit=1)[-1]}/{name}"
    return f"{parent}/providers/{type_}/{name}"


def ref(resource: Resource) -> Ref:
    """A reference to a resource's id."""
    return Ref(module=resource.module, symbol=resource.symbol, value=resource.id)


def existing(resource: Resource) -> Existing:
    """A resource as another module names it: by its name, because a module's output could not be evaluated there."""
    return Existing(symbol=resource.symbol, type=resource.type, api=resource.api, name=resource.name)


def group_names(namer: Namer, *groups: tuple[str, str]) -> dict[str, Given[str]]:
    """Names of resource groups by symbol: `('networkGroup', 'network')` → `rg-<words>-network`."""
    return {
        symbol: Given("groups", camel(word), namer.name(GROUP, word), "", bounds=name_bounds(GROUP))
        for symbol, word in groups
    }


def tags_of(*layers: Mapping[str, str]) -> Tags:
    """Tags of a package: later layers win; keys that differ in case only are one tag to Azure."""
    merged: dict[str, tuple[str, str]] = {}
    for layer in layers:
        merged.update({key.lower(): (key, value) for key, value in layer.items()})
    return Tags(values=dict(sorted(merged.values())))


def package_context(
    context: BlueprintContext,
    name: str,
    subscription: str,
    region: Region,
    tags: Tags,
    namer: Namer,
    *groups: tuple[str, str],
) -> PackageContext:
    """A package with its resource groups, each given as symbol and word, and the group of the network watchers."""
    location = Given("location", "", region.name, "Azure region of the package.", bounds=region_bounds())
    found = group_names(namer, *groups)
    held = placement.network_watcher(context.blueprint, subscription)
    found[WATCHER] = Given(
        "groups", "watcher", held.group, "Resource group of the network watchers.", bounds=name_bounds(GROUP)
    )
    # Packages of one subscription share this group: it carries no tags of theirs and stands in one region.
    where = held.location or context.blueprint.regions[0]
    text = "Region of the watchers' resource group."
    home = Given("groups", "watcherLocation", where, text, bounds=region_bounds())
    return PackageContext(context, name, subscription, location, tags, namer, found, {WATCHER: home}, namer.at)
