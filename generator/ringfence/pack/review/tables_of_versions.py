"""The table of API versions: each resource type of the plan, its version, how old it is, and why it is that one."""

from __future__ import annotations

from collections import Counter

from ringfence.catalog.api_versions import age, api_versions
from ringfence.catalog.read import kinds, services
from ringfence.pack.review.tables import Builder, Table
from ringfence.plan.model.package import Plan
from ringfence.plan.model.written.inventory import resources


def versions(plan: Plan) -> Table:
    """Every type and version with its age in months on the date of the facts, and a property that needs it."""
    known = api_versions()
    found = [each for package in plan.packages for each in resources(package)]
    count = Counter((each.type, each.api) for each in found)
    kind = {(each.type, each.api): each.kind for each in found}
    rows = tuple(
        (type_, version, str(age(version, known.asOf)), str(number), _why(kind[type_, version], plan.institution.cloud))
        for (type_, version), number in sorted(count.items())
    )
    text = (
        f"Ages are whole months on {known.asOf}, the date of the list of versions in this Ringfence. Before its first "
        "deployment, the deploy command asks Azure which versions it serves, and stops where one of these is missing."
    )
    return Table("API versions", text, ("Type", "API version", "Age in months", "Resources", "Why this one"), rows)


def _why(kind: str, cloud: str) -> str:
    """Why a kind has its version: by age, for a property, or for this cloud alone."""
    pin = kinds()[kind].api.pin(cloud)
    if pin.source:
        return f"for {cloud} alone: {pin.source}"
    if not pin.because:
        return f"newest stable version of at least {api_versions().months} months"
    owner = next((s.type for s in services().values() if kind in {child.kind for child in s.children}), "")
    return f"{pin.because} of {owner} needs it" if owner else f"{pin.because} needs it"


VERSIONS: tuple[Builder, ...] = (versions,)
