"""Accepted risks: what stays open by design, with its remedy, for a board to accept.

Their words stand in `templates/risks/` and in the folders of services; here is where they stand, with which values.
"""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.notes.models import LIFECYCLE
from ringfence.plan.context.blueprint_context import BlueprintContext
from ringfence.plan.model.package import Package
from ringfence.plan.model.registers import GivenRole, Risk
from ringfence.plan.review.risks.alerts import alerts
from ringfence.plan.review.risks.bastion import bastion
from ringfence.plan.review.risks.dns import dns
from ringfence.plan.review.risks.egress import egress
from ringfence.plan.review.risks.firewall import firewall
from ringfence.plan.review.risks.flow_logs import flow_logs
from ringfence.plan.review.risks.folders import of_folders
from ringfence.plan.review.risks.inference import inference
from ringfence.plan.review.risks.lakes import lakes
from ringfence.plan.review.risks.people import people
from ringfence.plan.review.risks.roles import roles
from ringfence.plan.review.risks.served import served
from ringfence.plan.review.risks.standing import risk
from ringfence.plan.review.risks.telemetry import telemetry
from ringfence.plan.review.risks.ways_in import ways_in
from ringfence.plan.services.models.language_model import KEY as LANGUAGE_MODEL

DESIGN = ("endpoints-past-firewall", "tls-inspection", "firewall-address", "names-of-other-tenants")
"""What every plan of this design leaves open."""


def risks(
    context: BlueprintContext, packages: tuple[Package, ...], given: tuple[GivenRole, ...] = ()
) -> tuple[Risk, ...]:
    """Every accepted risk, by package and name; `given` are roles that the blueprint names by id."""
    found = [
        *of_folders(context, packages),
        *egress(context, packages),
        *_language_models(context),
        *(risk(context, row, "connectivity", HUB_AT) for row in DESIGN),
        *firewall(context),
        *ways_in(context),
        *people(context),
        *roles(context, given),
        *flow_logs(context),
        *inference(context),
        *telemetry(context),
        *bastion(context),
        *lakes(context, packages),
        *dns(context),
        *served(context),
        *alerts(context, packages),
    ]
    return tuple(sorted(found, key=lambda one: (one.package, one.name)))


def _language_models(context: BlueprintContext) -> Iterator[Risk]:
    """What Microsoft may keep of prompts and answers, and until when a model answers."""
    for index, zone in enumerate(context.blueprint.landing_zones):
        if zone.services.asks(LANGUAGE_MODEL):
            at = ("landingZones", index, "services", LANGUAGE_MODEL)
            yield risk(context, "abuse-monitoring", zone.name, at)
            yield risk(context, "model-retirement", zone.name, (*at, "deployments"), source=LIFECYCLE)
