"""Accepted risks of Application Insights, whose keys are off: what cannot sign in with Entra sends nothing."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.compute import TRAINING
from ringfence.blueprint.language.inference import KEY as INFERENCE
from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.catalog.read import services
from ringfence.plan.context.blueprint_context import BlueprintContext, Path
from ringfence.plan.model.services import Risk

KIND = "application-insights"
SIGN_IN = "azure-docs azure-monitor/app/azure-ad-authentication.md (2026-03-06)"
SERVER = (
    "azureml-inference-server-http 1.5.1 (changes, server/appinsights_client.py);"
    " azure-monitor-opentelemetry-exporter 1.0.0b58, export/_base.py"
)
IDENTITY = (
    "azure-ai-docs machine-learning/how-to-identity-based-service-authentication.md (2025-06-10), compute cluster"
)
LOGS = "Traffic, console and events of endpoints, and events of jobs, go to Log Analytics by diagnostic settings."


def telemetry(context: BlueprintContext) -> Iterator[Risk]:
    """Risks of every landing zone with Application Insights, by what sends and by cloud."""
    for index, zone in enumerate(context.blueprint.landing_zones):
        at: Path = ("landingZones", index, zone.workload_key)
        if zone.purpose in services()[KIND].purposes:
            yield from _cloud(context, zone.name, at)
            yield from _jobs(context, zone, at)
            yield from _deployments(context, zone, at)


def _cloud(context: BlueprintContext, package: str, at: Path) -> Iterator[Risk]:
    cloud = context.blueprint.institution.cloud
    if cloud != "AzureCloud":
        text = "Microsoft's page asks for the public cloud for telemetry that is sent with an Entra sign-in."
        why = context.because(text, at, source=SIGN_IN, check="CNF12")
        remedy = f"Count on none. {LOGS} Keys stay off: each holder of one could write."
        yield Risk(
            package=package, name=f"Application Insights gets no telemetry in {cloud}", remedy=remedy, because=why
        )


def _jobs(context: BlueprintContext, zone: LandingZone, at: Path) -> Iterator[Risk]:
    if zone.purpose == TRAINING:
        text = "Code of jobs that sends to Application Insights by its connection string alone is refused."
        why = context.because(text, at, source=f"{SIGN_IN}; {IDENTITY}")
        remedy = (
            "Give the exporter of azure-monitor-opentelemetry a managed identity credential with the client id in"
            " DEFAULT_IDENTITY_CLIENT_ID; OpenCensus does not do it."
        )
        name = "jobs send telemetry only where their code signs in"
        yield Risk(package=zone.name, name=name, remedy=remedy, because=why)


def _deployments(context: BlueprintContext, zone: LandingZone, at: Path) -> Iterator[Risk]:
    if zone.purpose == INFERENCE and zone.inference and any(one.deployments for one in zone.inference.online):
        text = (
            "Deployments sign in by APPLICATIONINSIGHTS_AUTHENTICATION_STRING, which azureml-inference-server-http"
            " takes from 1.5.0 (2025-08-13) on. Images with an older server, some curated ones among them, use"
            " OpenCensus: what they send is refused. That Azure ML hands the variable on unchanged was not tried."
        )
        why = context.because(text, (*at, "online"), source=SERVER, check="CNF12")
        name = "deployments of older images send nothing to Application Insights"
        yield Risk(package=zone.name, name=name, remedy=f"Use images with that version. {LOGS}", because=why)
