"""sbom.cdx.json: Ringfence, what it runs with, and Bicep, as CycloneDX 1.6. It has no serial number and no time.

Source: CycloneDX 1.6 JSON reference, bomFormat, specVersion, metadata.component, components, hashes, dependencies;
package-url types pypi and github.
"""

from __future__ import annotations

from ringfence.bundle.components import Component
from ringfence.bundle.maker import Maker, release
from ringfence.bundle.written import as_json

NAME = "sbom.cdx.json"


def sbom(maker: Maker) -> bytes:
    """The bill of materials of what made the bundle; licences where the metadata of a distribution says them."""
    by_name = {one.name: purl(one) for one in maker.components}
    needed = {need for one in maker.components for need in one.needs}
    itself = f"pkg:generic/ringfence@{maker.ringfence}"
    compiler = bicep(maker)
    edges = [(itself, [compiler, *(ref for name, ref in by_name.items() if name not in needed)])]
    edges += [(by_name[one.name], [by_name[n] for n in one.needs if n in by_name]) for one in maker.components]
    edges.append((compiler, []))
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
            "components": [*map(_component, maker.components), _compiler(maker)],
            "dependencies": [{"ref": ref, "dependsOn": sorted(refs)} for ref, refs in edges],
        }
    )


def _component(one: Component) -> dict[str, object]:
    licences: list[object] = [{"expression": one.expression}] if one.expression else []
    if one.licence:
        licences = [{"license": {"name": one.licence}}]
    said = {"licenses": licences} if licences else {}
    ref = purl(one)
    return {"type": "library", "bom-ref": ref, "name": one.name, "version": one.version, **said, "purl": ref}


def _compiler(maker: Maker) -> dict[str, object]:
    """The Bicep CLI that has made the compiled templates, which every bundle holds, with the hash of its file."""
    ref = bicep(maker)
    hashes = [{"alg": "SHA-256", "content": maker.bicep_sha256}]
    about = {"type": "application", "bom-ref": ref, "name": "bicep", "version": maker.bicep}
    return {**about, "hashes": hashes, "purl": ref}


def bicep(maker: Maker) -> str:
    """The package URL of the release of Bicep."""
    return f"pkg:github/azure/bicep@v{release(maker.bicep)}"


def purl(one: Component) -> str:
    """The package URL of a distribution."""
    return f"pkg:pypi/{one.name}@{one.version}"
