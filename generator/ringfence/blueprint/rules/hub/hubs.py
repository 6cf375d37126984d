"""Rules HUB01 to HUB03: which hubs this version plans for, and what of a hub it does not build yet."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.hub import Hub
from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.language.types import attribute
from ringfence.blueprint.schema.paths import fields
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document

OWNED_BY_OTHERS = "0.4"
"""The version that plans for a hub that somebody else owns."""
SEVERAL = "0.4"
"""The version that plans for several hubs of the institution."""
OF_ANY = frozenset({"name", "region", "existing"})
"""Keys of a hub, of the institution or existing."""


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """One hub of the institution's, with its subscription; a landing zone's hub is one of `hubs`."""
    ours = [(index, hub) for index, hub in enumerate(blueprint.hubs) if hub.existing is None]
    for index, hub in enumerate(blueprint.hubs):
        yield from _existing(document, index, hub) if hub.existing is not None else _ours(document, index, hub)
    for index, _ in ours[1:]:
        message = "this version plans for one hub of the institution"
        hint = f"remove this hub; several come with version {SEVERAL}"
        yield document.finding("HUB02", ("hubs", index), message, hint=hint)


def _existing(document: Document, index: int, hub: Hub) -> Iterator[Diagnostic]:
    message = f"'{hub.name}' is somebody else's hub; this version reads it and plans nothing for it"
    hint = f"describe a hub of the institution instead; existing hubs come with version {OWNED_BY_OTHERS}"
    yield document.finding("HUB01", ("hubs", index, "existing"), message, hint=hint, on_key=True)
    for key in fields(Hub):
        if key not in OF_ANY and attribute(hub, key) in hub.model_fields_set:
            message = f"'{key}' is the business of the owner of an existing hub"
            yield document.finding("HUB03", ("hubs", index, key), message, hint=f"remove '{key}'", on_key=True)


def _ours(document: Document, index: int, hub: Hub) -> Iterator[Diagnostic]:
    if hub.subscription is None:
        hint = "add 'subscription', the one of the connectivity package"
        yield document.finding("BLU02", ("hubs", index), "the key 'subscription' is missing", hint=hint)
