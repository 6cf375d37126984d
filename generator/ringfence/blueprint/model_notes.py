"""Notes about language models that Microsoft retires: a deployment that is never upgraded stops answering that day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.language.options import day, nodes, text
from ringfence.blueprint.language.types import Node
from ringfence.catalog.tables import model_retirements
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

KEY = "languageModel"
LIFECYCLE = "azure-ai-docs foundry/openai/includes/concepts-model-retirements-content.md (2026-10-05)"


def undated(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """NTE55: each language model says until when Microsoft runs it, and no later than Microsoft's schedule."""
    schedule = model_retirements()
    for path, model in _models(blueprint):
        written, known = day(model, "retires"), schedule.date_of(text(model, "model"), text(model, "version"))
        if written is None:
            message = f"nothing says until when Microsoft runs {_named(model)}"
            hint = f"write 'retires: {known}'" if known else "write the date of Microsoft's retirement schedule"
            yield document.finding("NTE55", (*path, "name"), message, hint=hint, source=schedule.source)
        elif known is not None and known < written:
            message = f"{_named(model)} retires on {known} by Microsoft's schedule, before {written}"
            hint = f"write {known}, or leave it when Microsoft has moved the date since"
            yield document.finding("NTE55", (*path, "retires"), message, hint=hint, source=schedule.source)


def retiring(blueprint: Blueprint, document: Document, as_of: date) -> Iterator[Diagnostic]:
    """NTE56 and NTE80: no language model retires soon after a date that the caller gives, and none has before it."""
    schedule = model_retirements()
    for path, model in _models(blueprint):
        written, known = day(model, "retires"), schedule.date_of(text(model, "model"), text(model, "version"))
        retires, at = written or known, (*path, "retires" if written else "name")
        if retires is None or retires >= as_of + timedelta(days=schedule.warn_days):
            continue
        if retires < as_of:
            message = f"{_named(model)} retired on {retires}, before {as_of}: each request to it fails"
            hint = "move callers to a successor now and remove this one; a new deployment of it is refused"
            yield document.finding("NTE80", at, message, hint=hint, source=LIFECYCLE)
        else:
            days = (retires - as_of).days
            message = f"{_named(model)} retires on {retires}, {days} days after {as_of}; then each request fails"
            hint = "deploy a successor beside it, move callers to it, then remove this one"
            yield document.finding("NTE56", at, message, hint=hint, source=LIFECYCLE)


def _named(model: Node) -> str:
    return f"{text(model, 'model')} {text(model, 'version')}"


def _models(blueprint: Blueprint) -> Iterator[tuple[Path, Node]]:
    """Every deployment of a language model with its path."""
    for index, zone in enumerate(blueprint.landing_zones):
        for at, model in enumerate(nodes(zone.services.block(KEY), "deployments")):
            yield ("landingZones", index, "services", KEY, "deployments", at), model
