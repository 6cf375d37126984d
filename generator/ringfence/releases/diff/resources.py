"""Resources that come, go, change or would have to be made anew, and what forbids or outlives a delete."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ringfence.catalog.read import kinds
from ringfence.check.expect.package import full_name
from ringfence.check.paths import Body, Json
from ringfence.plan.model.package import Package
from ringfence.plan.model.values import Resource, plain
from ringfence.releases.diff.change import Change, Section, Verb
from ringfence.releases.diff.properties import Value, values
from ringfence.releases.immutable import Held, bodies, replacements

_ROLE, _ROLES, _LOCK = "role-assignment", "role-definition", "lock"
_TOLD_AS_FLOWS: Mapping[str, tuple[str, ...]] = {
    "security-group": ("securityRules",),
    "rule-group": ("ruleCollections", "priority"),
    "service-endpoint-policy": ("serviceEndpointPolicyDefinitions",),
    "inference-workspace": ("managedNetwork.outboundRules",),
}
"""Properties of which the flows tell, by kind."""
_EXPOSED = frozenset(
    {"bastion", "circuit-connection", "expressroute-gateway", "public-ip", "vpn-connection", "vpn-gateway", "vpn-site"}
)
"""Kinds that face the Internet, or networks of others."""
_OPENS = (
    "publicnetworkaccess",
    "publicaccess",
    "allowblobpublicaccess",
    "enablenodepublicip",
    "enablenopublicip",
    "networkacls",
    "networkruleset",
    "defaultstoragefirewall",
    "corsrules",
    "sshpublicaccess",
    "remoteloginportpublicaccess",
    "anonymouspull",
    "restrictoutboundnetworkaccess",
    "managedvirtualnetwork",
    "isolationmode",
    "allowedaadtenantidsforlinking",
    "linkedaccesscheck",
    "trustedservicebypass",
)
_KEYS = (
    "disablelocalauth",
    "allowsharedkeyaccess",
    "adminuserenabled",
    "islocaluserenabled",
    "encryption",
    "keyvaultproperties",
    "sharedkey",
    "publickeys",
    "authorizationkey",
    "authmode",
    "enablepurgeprotection",
    "softdelete",
)
"""Words of a property's path, in lower case, by which its change is told among exposure, and among secrets and keys."""


def changes(old: tuple[Package, ...], new: tuple[Package, ...]) -> Iterator[Change]:
    """Every resource of the packages that is on one side only or differs, role assignments apart."""
    before, after = bodies(old), bodies(new)
    locks = _locked(old)
    for key, held in before.items():
        if key not in after and held.resource.kind != _ROLE:
            yield _gone(held, locks.get(key, ""))
    for key, held in after.items():
        if held.resource.kind == _ROLE:
            continue
        if key not in before:
            yield _one(held, _section(held.resource, Section.ADDED), Verb.ADDED)
        else:
            yield from _changed(before[key], held)


def _gone(held: Held, lock: str) -> Change:
    """A resource that leaves; one that is locked, or of which Azure keeps something, stands apart."""
    kind = kinds().get(held.resource.kind)
    kept = kind.held if kind else None
    told = [f"the lock {lock} forbids the delete"] if lock else []
    told += [kept.why] if kept else []
    section = Section.HELD if told else _section(held.resource, Section.REMOVED)
    return _one(held, section, Verb.REMOVED, note="; ".join(told), source=kept.cited if kept else "")


def _locked(packages: tuple[Package, ...]) -> dict[str, str]:
    """The lock on each resource that has one, by the id of the resource: a lock is an extension of it."""
    marks = "/providers/microsoft.authorization/locks/"
    return {
        lock.resource.id.lower().partition(marks)[0]: str(plain(lock.resource.name))
        for package in packages
        for module in package.modules
        for lock in module.locks
    }


def _changed(had: Held, has: Held) -> Iterator[Change]:
    """The properties that differ; one that Azure cannot change in place says why, and the way."""
    differing = tuple(values(_whole(had), _whole(has)))
    fixed = {row.path: row for row in replacements({"": had}, {"": has})} if differing else {}
    for value in differing:
        row = next((found for path, found in fixed.items() if value.path.startswith(path)), None)
        if row is not None and not row.fixed.noted:
            note = f"{row.fixed.why} The way: {row.fixed.way}."
            yield _one(has, Section.REPLACED, Verb.REPLACED, value, note, row.fixed.cited)
        else:
            note, source = (row.fixed.why, row.fixed.cited) if row else ("", "")
            yield _one(has, _section_of(has.resource, value.path), Verb.CHANGED, value, note, source)


def _whole(held: Held) -> Body:
    """What the plan says of a resource, with its region and API version, without what the flows tell."""
    body = held.body
    for path in _TOLD_AS_FLOWS.get(held.resource.kind, ()):
        body = _without(body, ("properties", *path.split(".")))
    tags: dict[str, Json] = {**held.resource.tags.values} if held.resource.tags else {}
    where = str(plain(held.resource.location))
    about: dict[str, Json] = {"package": held.package.name, "location": where, "apiVersion": held.resource.api}
    return {**about, "tags": tags, **body}


def _without(body: Body, path: tuple[str, ...]) -> Body:
    head, *rest = path
    part = body.get(head)
    if not rest:
        return {key: value for key, value in body.items() if key != head}
    return {**body, head: _without(part, tuple(rest))} if isinstance(part, Mapping) else body


def _section(resource: Resource, otherwise: Section) -> Section:
    if resource.kind in _EXPOSED:
        return Section.EXPOSURE
    return Section.RIGHTS if resource.kind == _ROLES else otherwise


def _section_of(resource: Resource, path: str) -> Section:
    """Where the change of a property is told."""
    words = path.lower()
    if path == "apiVersion":
        return Section.CHANGED
    if any(word in words for word in _KEYS):
        return Section.SECRETS
    if any(word in words for word in _OPENS):
        return Section.EXPOSURE
    return _section(resource, Section.CHANGED)


def _one(
    held: Held, section: Section, verb: Verb, value: Value | None = None, note: str = "", source: str = ""
) -> Change:
    resource = held.resource
    kind = kinds().get(resource.kind)
    title = kind.title if kind else resource.type
    return Change(
        section=section,
        verb=verb,
        package=held.package.name,
        what=f"{title} {_called(resource.id)}",
        id=resource.id,
        path=value.path if value else "",
        old=value.old if value else "",
        new=value.new if value else "",
        note=note,
        source=source,
        type=resource.type,
    )


def _called(resource_id: str) -> str:
    """A resource by its name; what extends another names that one too."""
    target, mark, _ = resource_id.rpartition("/providers/")
    extends = mark and "/providers/" in target
    return f"{full_name(resource_id)} of {full_name(target)}" if extends else full_name(resource_id)
