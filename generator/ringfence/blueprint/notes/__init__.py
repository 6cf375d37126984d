"""Stage 2, blueprint: what is allowed and probably not meant; notes and warnings stop nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.notes.alerts import unheard
from ringfence.blueprint.notes.catalogs import shared_connector, ungoverned
from ringfence.blueprint.notes.compute import crowded
from ringfence.blueprint.notes.delivery import undelivered
from ringfence.blueprint.notes.dns import unknown_cloud, unnamed_tags
from ringfence.blueprint.notes.factories import without_default, without_gold
from ringfence.blueprint.notes.gateways import bastion_beside_gateway, client_elsewhere, one_line, own_number
from ringfence.blueprint.notes.lakes import deleted_tables, early_moves, without_writers
from ringfence.blueprint.notes.models import retiring, undated
from ringfence.blueprint.notes.people import without_callers, without_input, without_people, without_readers
from ringfence.blueprint.notes.pipelines import shared, unjudged, unnumbered, untrusted
from ringfence.blueprint.notes.quota import beyond_quota, without_builder
from ringfence.blueprint.notes.readers import unopened, unread
from ringfence.blueprint.notes.regions import away_from_the_hub, closed_to_firewalls, few_zones, without_analytics
from ringfence.blueprint.notes.reviews import past_review
from ringfence.blueprint.notes.synapse import ends_with_fabric, without_studio
from ringfence.diagnostics import Diagnostic, Report, Severity
from ringfence.load.document import Document

Note = Callable[[Blueprint, Document], Iterator[Diagnostic]]


def notes(blueprint: Blueprint, document: Document, as_of: date | None = None) -> Report:
    """Every note about a valid blueprint; with a date, also a warning for each flow to be justified before it, and for
    each language model that retires before it or soon after.
    """
    checks: list[Note] = [
        without_people,
        without_readers,
        unread,
        unopened,
        without_callers,
        without_input,
        away_from_the_hub,
        beyond_quota,
        closed_to_firewalls,
        without_analytics,
        one_line,
        few_zones,
        own_number,
        undated,
        undelivered,
        without_default,
        without_gold,
        without_builder,
        bastion_beside_gateway,
        unknown_cloud,
        unnamed_tags,
        client_elsewhere,
        ends_with_fabric,
        without_studio,
        shared_connector,
        ungoverned,
        early_moves,
        deleted_tables,
        without_writers,
        crowded,
        unheard,
        unnumbered,
        untrusted,
        unjudged,
        shared,
    ]
    found = [replace(each, severity=Severity.NOTE) for check in checks for each in check(blueprint, document)]
    return Report.of(found) + (late(blueprint, document, as_of) if as_of else Report())


def late(blueprint: Blueprint, document: Document, as_of: date) -> Report:
    """A warning for each flow to be justified before a day, and for each language model that retires soon."""
    checks = (partial(past_review, as_of=as_of), partial(retiring, as_of=as_of))
    found = (replace(each, severity=Severity.WARNING) for check in checks for each in check(blueprint, document))
    return Report.of(found)
