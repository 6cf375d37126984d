"""Rules ROL01 and ROL02: roles under `roles` are the institution's, each is another, and something is assigned them."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.features import role_given
from ringfence.blueprint.language.model import Blueprint
from ringfence.catalog.custom_roles import custom_roles
from ringfence.catalog.tables import known_roles, role_id
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document

_SOURCE = "azure-docs role-based-access-control/built-in-roles"


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """No id under `roles` is that of a role of Azure, which would allow more than the key says; none stands twice."""
    names = {role_id(role): role for role in known_roles()}
    first: dict[str, str] = {}
    for role in custom_roles():
        own = role_given(blueprint.roles, role)
        if own in names:
            message = f"{own} is {names[own]}, a role of Azure that allows more than '{role}' says"
            hint = f"write the id of a role of the institution, or leave '{role}' out and one is made"
            yield document.finding("ROL01", ("roles", role), message, hint=hint, source=_SOURCE)
        if own and first.setdefault(own, role) != role:
            message = f"'{first[own]}' and '{role}' have one id, so that holders of either may do what both say"
            hint = f"write the id of another role, or leave '{role}' out and one is made"
            yield document.finding("ROL02", ("roles", role), message, hint=hint, source=_SOURCE)
