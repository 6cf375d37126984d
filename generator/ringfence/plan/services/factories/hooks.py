"""A factory: the region of its runtimes and the address of its vault."""

from __future__ import annotations

from ringfence.blueprint.language.landing_zone import LandingZone
from ringfence.catalog.read import services
from ringfence.catalog.tables import private_links
from ringfence.plan.context.package_context import PackageContext
from ringfence.plan.model.values import SERVICES, Given
from ringfence.plan.services.hooks import ServiceHooks
from ringfence.plan.services.service import Values

VAULT = "factory-vault"


def _values(package: PackageContext, _zone: LandingZone) -> Values:
    (domain,) = private_links()[services()[VAULT].type, "vault"].public(package.context.blueprint.institution.cloud)
    vault = f"https://{package.namer.name(VAULT)}.{domain.replace('vaultcore', 'vault')}/"
    return {
        "region": package.location,
        "vaultUrl": Given(SERVICES, "dataFactory.vault", vault, "Address of the key vault."),
    }


HOOKS = ServiceHooks(values=_values)
