"""What Azure says that the signed-in account may do at a scope, from above too.

Source: Authorization REST API 2022-04-01, Permissions - List For Resource Group; azure-docs
azure-resource-manager/resource-manager-api-authentication.md asks the same of a subscription, in version 2015-07-01.
That the newer version answers there is not confirmed: where Azure does not tell, nothing is concluded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

from ringfence.azure.az import Az, Done
from ringfence.azure.providers import AT_ONCE

Permissions = Sequence[Mapping[str, Any]]
_API = "2022-04-01"


def permissions(az: Az, scopes: Sequence[str]) -> Mapping[str, Permissions | None]:
    """Asks once for each scope (an id of a subscription or a resource group); None where Azure does not tell."""
    places = list(dict.fromkeys(scopes))
    return dict(zip(places, az.each(AT_ONCE, lambda scope: _read(_ask(az, scope)), places), strict=True))


def allows(held: Permissions, action: str) -> bool:
    """Whether one of the assignments has an action and does not take it away again."""
    return any(_within(row, "actions", action) and not _within(row, "notActions", action) for row in held)


def _ask(az: Az, scope: str) -> Done:
    url = f"{scope}/providers/Microsoft.Authorization/permissions?api-version={_API}"
    return az.run("permissions", ("az", "rest", "--method", "get", "--url", url))


def _read(done: Done) -> Permissions | None:
    said = done.json() if done.ok else None
    rows = said.get("value") if isinstance(said, dict) else None
    return rows if isinstance(rows, list) and all(isinstance(row, dict) for row in rows) else None


def _within(row: Mapping[str, Any], key: str, action: str) -> bool:
    patterns = row.get(key)
    return isinstance(patterns, list) and any(fnmatchcase(action.lower(), str(one).lower()) for one in patterns)
