"""The policy for API versions: the newest stable one that is at least some months old, counted from a date in a file.

Source of the versions: `templates/facts/api-versions.json`, which Bicep fills; an age is never counted from a clock.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from ringfence.catalog.files import table
from ringfence.catalog.part import Spec

_PREVIEW = "-preview"


class ApiVersions(Spec):
    """What Bicep knows: the API versions of each resource type, newest first.

    `asOf` is the date from which ages are counted, `months` the age that a version must have.
    """

    source: str
    asOf: date  # noqa: N815 - spelled as in the table
    months: int
    types: dict[str, tuple[str, ...]]


@cache
def api_versions() -> ApiVersions:
    """The table of this installation."""
    return ApiVersions.model_validate(table("api-versions"))


def dated(version: str) -> date:
    """The date in the name of an API version."""
    return date.fromisoformat(version.removesuffix(_PREVIEW))


def age(version: str, as_of: date) -> int:
    """The whole months between the date of a version and another date."""
    named = dated(version)
    return (as_of.year - named.year) * 12 + as_of.month - named.month - (as_of.day < named.day)


def by_age(versions: tuple[str, ...], known: ApiVersions) -> str:
    """The version that the policy chooses: of stable ones old enough the newest, else the oldest stable one.

    Where none is stable, the newest preview.
    """
    stable = sorted((one for one in versions if not one.endswith(_PREVIEW)), key=dated)
    old = [one for one in stable if age(one, known.asOf) >= known.months]
    return old[-1] if old else next(iter(stable), versions[0])
