"""Rules BLU03 and BLU04: networks and dates are written in one way only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from ipaddress import IPv4Network

from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.schema.paths import leaves
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """A network is address and prefix length, `10.1.0.0/16`; a date is year-month-day, `2027-06-30`."""
    for path, value in leaves(blueprint):
        written = document.places.value(path)
        if isinstance(value, IPv4Network | date) and isinstance(written, str) and written != str(value):
            code, what = ("BLU04", "network") if isinstance(value, IPv4Network) else ("BLU03", "date")
            yield document.finding(code, path, f"this {what} is not written in the usual way", hint=f"write {value}")
