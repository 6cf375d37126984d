"""What can be asked for: every service Ringfence deploys, and of one its keys, zones, ways out, facts and sources."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

import click

from ringfence.blueprint.language.types import Node
from ringfence.blueprint.schema_paths import fields, kind
from ringfence.blueprint.suggestion import did_you_mean
from ringfence.catalog.read import services
from ringfence.catalog.spec import Fact, Service
from ringfence.catalog.tables import grants, private_links
from ringfence.load.places import Path

_ZONE: Path = ("landingZones", 0)
_GATEWAY: Path = ("hub", "gateway")
_ONLINE: Path = (*_ZONE, "inference", "online", 0)
_KEYS: dict[str, tuple[Path, tuple[str, ...]]] = {
    "autoscale": ((*_ONLINE, "deployments", 0, "scale"), ()),
    "batch-endpoint": ((*_ZONE, "inference", "batch", 0), ()),
    "bastion": (("hub", "bastion"), ()),
    "circuit-connection": ((*_GATEWAY, "expressRoute", "circuits", 0), ()),
    "compute-cluster": ((*_ZONE, "clusters", 0), ()),
    "compute-instance": ((*_ZONE, "instances", 0), ()),
    "databricks": ((*_ZONE, "databricks"), ()),
    "databricks-front-end": ((*_ZONE, "databricks"), ()),
    "expressroute-gateway": ((*_GATEWAY, "expressRoute"), ()),
    "inference-workspace": ((*_ZONE, "inference"), ()),
    "jump-host": (("hub", "bastion", "jumpHost"), ()),
    "mlflow-connector": ((*_ZONE, "databricks"), ("mlflow",)),
    "lake-storage": ((*_ZONE, "lake"), ()),
    "language-model": ((*_ZONE, "languageModel"), ()),
    "log-analytics": (("hub",), ("logRetentionDays",)),
    "log-storage": (("hub",), ("flowLogRetentionDays",)),
    "model-registry": (_ZONE, ("registry",)),
    "online-endpoint": (_ONLINE, ()),
    "vpn-connection": ((*_GATEWAY, "vpn", "siteToSite", 0), ()),
    "vpn-gateway": ((*_GATEWAY, "vpn"), ()),
    "vpn-site": ((*_GATEWAY, "vpn", "siteToSite", 0), ()),
}
"""Where the blueprint speaks of a service by itself, and with which keys; all of the node when none is named."""
_Row = tuple[str, ...]


def listing() -> str:
    """Every service: its kind, what asks for it, the resource type."""
    rows = [(each.kind, each.title, _asked(each), each.type) for each in services().values()]
    table = _columns([("Kind", "What it is", "Asked for by", "Resource type"), *rows])
    return f"{table}\n`services KIND` shows keys, defaults, private DNS zones, traffic, properties and sources.\n"


def completed(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    """The kinds that begin as what was typed, for the shell's completion."""
    return [kind for kind in services() if kind.startswith(begun)]


def named(kind: str | None) -> str:
    """One service, or all when none is named; raises UsageError for one that does not exist."""
    if kind is None:
        return listing()
    if kind not in services():
        raise click.UsageError(f"there is no service {kind!r}; {did_you_mean(kind, services(), 'there are')}")
    return described(services()[kind])


def described(service: Service) -> str:
    """One service, section by section; a section without rows is left out."""
    parts = [f"{service.title} ({service.kind})\n  {service.type}, API version {service.api}\n  {_asked(service)}\n"]
    sections: tuple[tuple[str, Iterable[_Row], int], ...] = (
        ("Keys in the blueprint", _keys(service), 1),
        ("Name", _name(service), 0),
        ("Private endpoints and DNS zones", _endpoints(service), 1),
        ("Traffic it needs", _flows(service), 2),
        ("Rights", _rights(service), 2),
        ("Properties that are always set", _facts(service), 2),
    )
    for title, rows, notes in sections:
        if table := _columns(list(rows), notes):
            parts.append(f"{title}\n{table}")
    return "\n".join(parts)


def _asked(service: Service) -> str:
    if service.kind in _KEYS:
        path, chosen = _KEYS[service.kind]
        return _spelled((*path, *chosen) if service.asked else path)
    return ", ".join(f"purpose: {each}" for each in service.purposes) or "every hub"


def _spelled(path: Path) -> str:
    return "".join("[]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def _spelled_out(node: Node) -> dict[str, object]:
    """A node of the language as a user would write it."""
    return node.model_dump(by_alias=True)


def _keys(service: Service) -> Iterator[_Row]:
    """Key, default and meaning of what the blueprint may say about a service."""
    path, chosen = _KEYS.get(service.kind, ((), ()))
    node = kind(path) if path else None
    if isinstance(node, type) and issubclass(node, Node):
        for key, field in fields(node).items():
            if not chosen or key in chosen:
                default = (
                    "required" if field.is_required() else f"default {json.dumps(field.default, default=_spelled_out)}"
                )
                yield f"{_spelled(path)}.{key}", default, field.description or ""


def _name(service: Service) -> Iterator[_Row]:
    if rule := service.name:
        shared = "unique in all of Azure" if rule.unique else ""
        yield f"{rule.prefix or service.kind}...", f"{rule.min} to {rule.max} characters", rule.pattern, shared


def _endpoints(service: Service) -> Iterator[_Row]:
    for endpoint in service.endpoints:
        link = private_links()[service.target_type(endpoint), endpoint.group]
        for cloud, zones in link.zones.items():
            yield endpoint.group, cloud, ", ".join(zones), link.source


def _flows(service: Service) -> Iterator[_Row]:
    for flow in service.flows:
        ports = f"{flow.protocol} {','.join(flow.ports)}"
        yield flow.name, " ".join(flow.origins), flow.tag, ports, flow.why, _marked(flow.source, flow.confirmed)


def _rights(service: Service) -> Iterator[_Row]:
    for grant in grants():
        if grant.on == service.symbol:
            yield grant.role, f"to {grant.holder}", grant.why, _marked(grant.source, grant.confirmed)


def _facts(service: Service) -> Iterator[_Row]:
    yield from (_fact(service.kind, fact) for fact in service.facts)
    for child in service.children:
        yield from (_fact(child.kind, fact) for fact in child.facts)


def _fact(owner: str, fact: Fact) -> _Row:
    value = ", ".join(fact.value) or "none" if isinstance(fact.value, tuple) else json.dumps(fact.value).strip('"')
    return owner, f"{fact.path} = {value}", fact.why, _marked(fact.source, fact.confirmed)


def _marked(source: str, confirmed: bool) -> str:
    return source if confirmed else f"{source} (not confirmed)".strip()


def _columns(rows: list[_Row], notes: int = 0) -> str:
    """Rows in aligned columns, indented, the last `notes` cells on lines of their own below; '' for none."""
    table = [row[: len(row) - notes] for row in rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = []
    for row, cells in zip(rows, table, strict=True):
        line = "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        lines += [f"  {line}".rstrip(), *(f"      {note}" for note in row[len(cells) :] if note)]
    return "".join(f"{line}\n" for line in lines)
