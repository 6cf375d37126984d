"""Diagnostic settings: which logs of a resource go to the central Log Analytics workspace."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.catalog.read import kinds
from ringfence.catalog.spec import Diagnostics
from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.model.services import Diagnostic
from ringfence.plan.model.values import Given, Ref, Resource

SETTING = "to-log-analytics"


@dataclass(frozen=True, slots=True)
class Sink:
    """Where logs go: the central Log Analytics workspace."""

    workspace: Ref | Given[str]


def diagnostics(package: PackageContext, targets: Iterable[Resource], sink: Sink) -> tuple[Diagnostic, ...]:
    """The diagnostic settings of those resources whose kind has security logs."""
    logged = ((target, kinds()[target.kind].diagnostics) for target in targets)
    return tuple(_diagnostic(package, target, logs, sink) for target, logs in logged if logs is not None)


def _diagnostic(package: PackageContext, target: Resource, logs: Diagnostics, sink: Sink) -> Diagnostic:
    why = package.context.because("Security logs of every resource are kept in one place.", HUB_AT)
    return Diagnostic(
        resource=package.extension(
            "diagnostic-setting", target.module, f"{target.symbol}Logs", SETTING, target.id, why
        ),
        target=target.symbol,
        categories=logs.categories,
        category_groups=logs.groups,
        metrics=False,
        dedicated=logs.dedicated,
        workspace=sink.workspace,
    )
