"""Rule DBX01: in each region exactly one Databricks workspace answers the sign-in of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ringfence.blueprint.language.databricks import KEY as DATABRICKS
from ringfence.blueprint.language.model import Blueprint
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document

SOURCE = "Microsoft Learn databricks/security/network/concepts/private-link"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Of the landing zones for Databricks in each region, exactly one has `webAuthentication: true`."""
    found: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    for index, zone in enumerate(blueprint.landing_zones):
        if zone.purpose == DATABRICKS and zone.databricks:
            region = zone.region or blueprint.hub.region or blueprint.regions[0]
            found[region].append((index, zone.databricks.web_authentication))
    for region, rows in found.items():
        carriers = [index for index, carries in rows if carries]
        for index in carriers[1:] if carriers else [rows[0][0]]:
            other = f"landing zone '{blueprint.landing_zones[carriers[0]].name}' does so already" if carriers else ""
            message = f"one Databricks workspace in {region} answers sign-in: {other or 'here none does'}"
            hint = f"set webAuthentication: {'false' if carriers else 'true'}"
            at = ("landingZones", index, DATABRICKS, "webAuthentication")
            yield document.finding("DBX01", at, message, hint=hint, source=SOURCE)
