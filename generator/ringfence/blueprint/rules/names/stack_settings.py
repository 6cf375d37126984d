"""Rule BLU09: what only a deployment stack can keep is asked of a deployment stack."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.model import Blueprint
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document

_SOURCE = "az stack sub create --help (azure-cli 2.91): --deny-settings-mode, --action-on-unmanage"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """`denySettings` and `actionOnUnmanage` stand beside `mode: stack`."""
    deploy = blueprint.deploy
    if deploy.mode == "stack":
        return
    for key, value, nothing in (
        ("denySettings", deploy.deny_settings, "none"),
        ("actionOnUnmanage", deploy.action_on_unmanage, "detachAll"),
    ):
        if value != nothing:
            message = f"{key} is a setting of a deployment stack, and packages are deployed as plain deployments"
            hint = f"add 'mode: stack' to 'deploy', or leave {key} out"
            yield document.finding("BLU09", ("deploy", key), message, hint=hint, source=_SOURCE)
