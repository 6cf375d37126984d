"""Rules PUR02 and PUR03: who scans a lake is an account that is there, and it scans something."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.lake import KEY
from ringfence.blueprint.language.model import Blueprint
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document

SOURCE = "Microsoft Learn purview/concept-best-practices-account-merge-private-endpoints"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """A lake with `scan` needs `institution.purview`, and the other way round; a faulty account is told elsewhere."""
    lakes = [(index, zone.data_lake.scan) for index, zone in enumerate(blueprint.landing_zones) if zone.data_lake]
    scanned = [index for index, scan in lakes if scan]
    known = blueprint.institution.purview
    written = document.places.has(("institution", "purview"))
    for index in () if written else scanned:
        message = "the blueprint names no Purview account that could scan this lake"
        hint = "add 'purview' with 'account' and 'objectId' to 'institution'; no package makes an account"
        path = ("landingZones", index, KEY, "scan")
        yield document.finding("PUR02", path, message, hint=hint, source=SOURCE, on_key=True)
    if known is not None and not scanned:
        message, hint = "the Purview account scans no lake of this blueprint", "add 'scan' to a lake, or remove it"
        yield document.finding("PUR03", ("institution", "purview"), message, hint=hint, on_key=True)
