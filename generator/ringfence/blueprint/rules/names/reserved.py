"""Rule BLU07: no name is one that Azure, Windows or this project keeps for itself."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.hub import HUB_AT
from ringfence.blueprint.language.model import Blueprint
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path

_ARM = "azure-docs azure-resource-manager/troubleshooting/error-reserved-resource-name.md"
_WINDOWS = "Microsoft Learn, Windows: Naming Files, Paths, and Namespaces (reserved names)"
_OWN = {
    "connectivity": "'connectivity' is the name of the package that every platform has",
    "hub": "'hub' is what the ledger and the plan call the shared network",
}
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
_ANYWHERE = ("microsoft", "windows")
_AT_FRONT = ("login",)
_WHOLE = {
    *("access", "app_browsers", "app_code", "app_data", "app_globalresources", "app_localresources", "app_themes"),
    *("app_webreferences", "azure", "bing", "bizspark", "biztalk", "cortana", "directx", "dotnet", "dynamics", "excel"),
    *("exchange", "forefront", "groove", "hololens", "hyperv", "kinect", "lync", "msdn", "o365", "office", "office365"),
    *("onedrive", "onenote", "outlook", "powerpoint", "sharepoint", "skype", "visio", "visualstudio", "web.config"),
    *("xbox",),
}


def check(blueprint: Blueprint, document: Document) -> Iterator[Diagnostic]:
    """Landing zones are not called `connectivity`, `hub` or like a Windows device; no name holds a word of Azure's."""
    for path, name in _packages(blueprint):
        if name in _OWN:
            yield _finding(document, path, _OWN[name])
        if name in _DEVICES:
            yield _finding(document, path, f"'{name}' cannot be the name of a folder on Windows", _WINDOWS)
    for path, name in (*_packages(blueprint), *_parts(blueprint), *_whole(blueprint)):
        wrong = _refused(name.lower())
        if wrong is not None:
            yield _finding(document, path, f"Azure refuses resource names that {wrong}", _ARM)
    for path, name in _whole(blueprint):
        if name.lower() in _WHOLE:
            yield _finding(document, path, f"Azure refuses '{name}' as the name of a resource", _ARM)


def _finding(document: Document, path: Path, message: str, source: str = "") -> Diagnostic:
    return document.finding("BLU07", path, message, hint="choose another name", source=source)


def _refused(name: str) -> str | None:
    inside = [f"hold '{word}'" for word in _ANYWHERE if word in name]
    front = [f"begin with '{word}'" for word in _AT_FRONT if name.startswith(word)]
    return next(iter(inside + front), None)


def _packages(blueprint: Blueprint) -> Iterator[tuple[Path, str]]:
    """Names of packages, which become folders and parts of resource names."""
    for index, zone in enumerate(blueprint.landing_zones):
        yield ("landingZones", index, "name"), zone.name


def _parts(blueprint: Blueprint) -> Iterator[tuple[Path, str]]:
    """Names that become parts of resource names."""
    yield ("institution", "code"), blueprint.institution.code
    for index, zone in enumerate(blueprint.landing_zones):
        for at, instance in enumerate(zone.instances):
            yield ("landingZones", index, zone.workload_key, "instances", at, "user"), instance.user


def _whole(blueprint: Blueprint) -> Iterator[tuple[Path, str]]:
    """Names that become resource names as they stand."""
    for kind, name in blueprint.hub.names.items():
        yield (*HUB_AT, "names", kind), name
    for index, zone in enumerate(blueprint.landing_zones):
        here: Path = ("landingZones", index)
        for at, cluster in enumerate(zone.clusters):
            yield (*here, zone.workload_key, "clusters", at, "name"), cluster.name
        for kind, name in zone.names.items():
            yield (*here, "names", kind), name
