"""Roles of the institution, where no built-in role is narrow enough: `templates/access/custom-roles.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pydantic import Field

from ringfence.assets import root
from ringfence.catalog.files import parsed
from ringfence.catalog.part import Sourced


class CustomRole(Sourced):
    """A role of the institution.

    `role` is how role assignments of folders and `roles` of a blueprint call it; in Azure it is called `name` after the
    institution's code.
    """

    role: str
    name: str
    does: str
    actions: tuple[str, ...] = ()
    data_actions: tuple[str, ...] = Field(default=(), alias="dataActions")

    def called(self, code: str) -> str:
        """Its display name in Azure, for the institution with this code."""
        return f"{code}-{self.name}"


@cache
def custom_roles() -> Mapping[str, CustomRole]:
    """Every such role by the name that role assignments have for it, in order of the file."""
    rows = (CustomRole.model_validate(row) for row in parsed(root() / "templates" / "access" / "custom-roles.yaml"))
    return {row.role: row for row in rows}
