"""What a factory holds for its connections: linked services without secrets, and one example pipeline.

The pipeline stands only where each of its steps has its connection: to layers of one lake, to a batch endpoint, and
from the landing zone of that endpoint to gold of the same lake.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ringfence.blueprint.language.connections import LAKE
from ringfence.blueprint.language.databricks import KEY as BRICKS
from ringfence.catalog.read import services
from ringfence.catalog.tables import private_links
from ringfence.plan.context.package_context import WORKLOAD, PackageContext, existing
from ringfence.plan.cross_zone.callees import ENDPOINT, SCORES, Called, blob_uri, run_uri
from ringfence.plan.cross_zone.lakes_reached import LakeReached, lakes_reached
from ringfence.plan.model import services as model
from ringfence.plan.model.module import Module
from ringfence.plan.model.services import Existing
from ringfence.plan.model.values import SERVICES, Given, Read, Reason, Resource
from ringfence.plan.rules.endpoint_hosts import LAKE as LAKE_KIND
from ringfence.plan.rules.endpoint_hosts import STORAGE
from ringfence.plan.services.data.datastores import store_name
from ringfence.plan.services.service import UNWIRED, Values, Wiring, child

MODULE, EXAMPLE = "factory-content", "bronze_to_scores"
AUDIENCES = {
    "AzureCloud": "https://ml.azure.com",
    "AzureUSGovernment": "https://ml.azure.us",
    "AzureChinaCloud": "https://ml.azure.cn",
}
"""For whom a token for batch endpoints is. Source: how-to-use-batch-azure-data-factory.md; other clouds unconfirmed."""
HOST = "properties.typeProperties.domain"


def plan_content(
    package: PackageContext, factory: Resource, called: tuple[Called, ...], after: tuple[str, ...]
) -> Iterator[Module]:
    """The module of linked services, data and pipeline; none where no connection asks for any."""
    here = _Factory(package, replace(factory, module=MODULE))
    batch = [one for one in called if ENDPOINT in one.parts]
    bricks = [one for one in called if BRICKS in one.parts]
    found = (
        *here.lakes(lakes_reached(package)),
        *here.scores(batch),
        *(here.databricks(one) for one in bricks),
        *here.example(batch),
    )
    if found:
        yield Module(
            name=MODULE,
            title="Linked services and the example pipeline",
            scope=WORKLOAD,
            after=(factory.module, *after),
            existing=(existing(factory), *(_workspace(one) for one in bricks)),
            services=found,
        )


def _workspace(one: Called) -> Existing:
    """A Databricks workspace as the module names it."""
    return replace(one.parts[BRICKS].known, symbol=_symbol(one), elsewhere=one.of.place)


def _symbol(one: Called) -> str:
    return f"workspace{one.row.name.title().replace('-', '')}"


def link_name(lake: LakeReached, word: str) -> str:
    """The name of the linked service of an account of a lake; Data Factory takes no hyphens."""
    return "_".join(filter(None, ["lake", lake.of.zone.replace("-", "_"), word]))


@dataclass(frozen=True, slots=True)
class _Factory:
    """The factory as children of it are planned."""

    package: PackageContext
    resource: Resource

    def _child(self, kind: str, name: str, why: Reason, symbol: str = "", wiring: Wiring = UNWIRED) -> model.Service:
        return child(self.package, services()[self.resource.kind], kind, self.resource, name, why, symbol, wiring)

    def _told(self, name: str, **values: str) -> Values:
        """Values of a child that differ between environments."""
        return {key: Given(SERVICES, f"dataFactory.{name}.{key}", value, "") for key, value in values.items()}

    def lakes(self, found: Iterable[LakeReached]) -> Iterator[model.Service]:
        """A linked service for each account with layers that a connection leads to."""
        (domain,) = private_links()[services()[LAKE_KIND].type, "dfs"].public(
            self.package.context.blueprint.institution.cloud
        )
        for lake in found:
            at, row = lake.entries[0]
            why = self.package.context.because(f"Layers of lake {lake.of.zone}: {row.reason}", at)
            for account in lake.accounts:
                name = link_name(lake, account.word)
                wiring = Wiring({}, self._told(name, url=f"https://{account.name.value}.{domain}"), None)
                yield self._child("factory-lake-link", name, why, wiring=wiring)

    def scores(self, found: Iterable[Called]) -> Iterator[model.Service]:
        """A linked service and a data set for the answers of each landing zone whose endpoints are called."""
        for zone in dict.fromkeys(one.of.zone for one in found):
            one = next(each for each in found if each.of.zone == zone)
            why = self.package.context.because(f"Answers of {zone}: {one.row.reason}", one.at)
            name = f"scores_{zone.replace('-', '_')}"
            told = self._told(name, serviceEndpoint=blob_uri(self.package, one.parts[STORAGE]))
            yield self._child("factory-score-link", name, why, wiring=Wiring({}, told, None))

    def databricks(self, one: Called) -> model.Service:
        """A linked service of a Databricks workspace, whose host Azure makes with it."""
        why = self.package.context.because(f"Jobs of {one.of.zone}: {one.row.reason}", one.at)
        callee = one.parts[BRICKS]
        name = f"databricks_{one.of.zone.replace('-', '_')}"
        made = self._child("factory-databricks-link", name, why, wiring=Wiring({"workspace": callee.id}, {}, None))
        host = Read(
            symbol=_symbol(one),
            key="workspaceUrl",
            id=callee.id.value,
            api=callee.known.api,
            text="https://{0}",
        )
        return replace(made, reads={HOST: host})

    def example(self, found: Iterable[Called]) -> Iterator[model.Service]:
        """The pipeline from bronze to scores in gold with its data sets, for the first pair that can have it."""
        pairs = ((one, lake) for one in found for lake in lakes_reached(self.package))
        one, lake = next(((one, lake) for one, lake in pairs if _complete(self.package, one, lake)), (None, None))
        if one is None or lake is None:
            return
        why = self.package.context.because(f"From bronze to scores in gold: {one.row.reason}", one.at, check="HND20")
        for account in lake.accounts:
            for layer in account.layers:
                values = self._told(layer, link=link_name(lake, account.word), layer=layer)
                yield self._child("factory-layer-data", layer, why, wiring=Wiring({}, values, None))
        link = f"scores_{one.of.zone.replace('-', '_')}"
        values = self._told(SCORES, link=link, container=SCORES)
        yield self._child("factory-score-data", SCORES, why, wiring=Wiring({}, values, None))
        told = self._told(
            EXAMPLE,
            endpoint=run_uri(self.package, one),
            input=f"azureml://datastores/{store_name(lake.of.zone, 'gold')}/paths/",
            output=f"azureml://datastores/{SCORES}/paths/",
            audience=AUDIENCES[self.package.context.blueprint.institution.cloud],
        )
        yield self._child("factory-pipeline", EXAMPLE, why, wiring=Wiring({}, told, None))


def _complete(package: PackageContext, one: Called, lake: LakeReached) -> bool:
    """Whether connections let the pipeline do each of its steps with this endpoint and this lake."""
    mine = {(layer, row.access == "write") for _, row in lake.entries for layer in row.layers or ()}
    read = {layer for layer, _ in mine}
    written = {layer for layer, writes in mine if writes}
    rows = package.context.blueprint.connections
    scored = any(
        row.use == LAKE and (row.start, row.end) == (one.of.zone, lake.of.zone) and "gold" in (row.layers or ())
        for row in rows
    )
    return scored and "bronze" in read and {"silver", "gold"} <= written
