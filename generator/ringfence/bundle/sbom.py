"""sbom.cdx.json: Ringfence and what it runs with, as CycloneDX 1.6. It has no serial number and no time.

Source: CycloneDX 1.6 JSON reference, bomFormat, specVersion, metadata.component, components, dependencies; package-url
type pypi.
"""

from __future__ import annotations

from ringfence.bundle.components import Component
from ringfence.bundle.maker import Maker
from ringfence.bundle.written import as_json

NAME = "sbom.cdx.json"


def sbom(maker: Maker) -> bytes:
    """The bill of materials of what made the bundle; licences where the metadata of a distribution says them."""
    by_name = {one.name: purl(one) for one in maker.components}
    needed = {need for one in maker.components for need in one.needs}
    itself = f"pkg:generic/ringfence@{maker.ringfence}"
    edges = [(itself, [name for name in by_name if name not in needed])]
    edges += [(by_name[one.name], list(one.needs)) for one in maker.components]
    return as_json(
        {
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "version": 1,
            "metadata": {
                "component": {
                    "type": "application",
                    "bom-ref": itself,
                    "name": "ringfence",
                    "version": maker.ringfence,
                    "licenses": [{"expression": "MIT"}],
                    "purl": itself,
                    "properties": [{"name": "ringfence:code:sha256", "value": maker.code}],
                }
            },
            "components": [_component(one) for one in maker.components],
            "dependencies": [
                {"ref": ref, "dependsOn": sorted(by_name[name] for name in names if name in by_name)}
                for ref, names in edges
            ],
        }
    )


def _component(one: Component) -> dict[str, object]:
    licences: list[object] = [{"expression": one.expression}] if one.expression else []
    if one.licence:
        licences = [{"license": {"name": one.licence}}]
    said = {"licenses": licences} if licences else {}
    ref = purl(one)
    return {"type": "library", "bom-ref": ref, "name": one.name, "version": one.version, **said, "purl": ref}


def purl(one: Component) -> str:
    """The package URL of a distribution."""
    return f"pkg:pypi/{one.name}@{one.version}"
