"""A registry of models: its region, and the names of the accounts that Azure makes with it."""

from __future__ import annotations

from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.catalog.read import kinds
from ringfence.plan.context.package_context import PackageContext, name_bounds
from ringfence.plan.model.values import SERVICES, Given
from ringfence.plan.services.hooks import ServiceHooks
from ringfence.plan.services.service import Values

FILES, IMAGES = "registry-files", "registry-images"


def _values(package: PackageContext, _zone: LandingZone) -> Values:
    """What the registry's service needs: its region, and the names of the accounts that Azure makes with it."""

    def given(field: str, kind: str) -> Given[str]:
        return Given(
            SERVICES,
            f"modelRegistry.{field}",
            package.namer.name(kind),
            f"Name of the {kinds()[kind].title.lower()}.",
            bounds=name_bounds(kind),
        )

    return {
        "registryRegion": package.location,
        "registryFiles": given("files", FILES),
        "registryImages": given("images", IMAGES),
    }


HOOKS = ServiceHooks(values=_values)
