"""Witness HRD01: every security fact of the catalogue holds for every predicted resource, whatever the plan says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from ringfence.catalog.spec import Fact, Kind
from ringfence.check.evidence import Evidence
from ringfence.check.paths import Absent, Json, find, spelled
from ringfence.check.snapshot import Predicted
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.written.inventory import resources

Admitted = Callable[[Json, frozenset[str]], bool]


@dataclass(frozen=True, slots=True)
class Breach:
    """A security fact that does not hold at a path."""

    fact: Fact
    path: str
    found: Json | Absent


def witness(evidence: Evidence) -> Iterator[Diagnostic]:
    """A finding for each fact that does not hold, and for each resource of a type that no fact is known of."""
    cloud = evidence.plan.institution.cloud
    deployed = [_in_cloud(kind, cloud) for kind in evidence.kinds.values() if kind.deployed]
    for resource in evidence.snapshot.resources if evidence.snapshot else ():
        kinds = [kind for kind in deployed if kind.type.lower() == resource.type.lower()]
        if not kinds:
            place, path = evidence.about(resource.id)
            message = f"no facts are known about {resource.type}, so nothing can be said about its security"
            yield Diagnostic(code="HRD01", message=message, place=place, path=path, value=resource.type)
        for breach in _breaches(resource, kinds, partial(_admitted, evidence)):
            yield _finding(evidence, resource, breach)


def _in_cloud(kind: Kind, cloud: str) -> Kind:
    return kind.model_copy(update={"facts": tuple(fact.of(cloud) for fact in kind.facts)})


def _admitted(evidence: Evidence, rule: Json, types: frozenset[str]) -> bool:
    """Whether a resource instance rule is for a resource of these types that the plan has or lists, of its tenant."""
    declared = (resource for package in evidence.plan.packages for resource in resources(package))
    known = [(each.id, each.type) for each in declared]
    known += [(each.id, each.type) for each in evidence.plan.instances]
    ids = {one.lower() for one, type_ in known if type_.lower() in types}
    said = dict(rule) if isinstance(rule, Mapping) else {}
    named = str(said.pop("resourceId", "")).lower()
    return named in ids and said == {"tenantId": evidence.plan.institution.tenant}


def _breaches(resource: Predicted, kinds: list[Kind], admitted: Admitted) -> list[Breach]:
    """The security facts that are broken, read as the kind that the resource is most like.

    Where kinds share a type (clusters and instances, gateways for VPN and for lines), the plan must not be the one to
    say which facts apply: the other facts of a kind say what it is; where they are silent, the kindest reading counts.
    """
    candidates = [
        (list(_of_kind(resource, k, admitted, security=False)), list(_of_kind(resource, k, admitted))) for k in kinds
    ]
    return min(candidates, key=lambda pair: (len(pair[0]), len(pair[1])), default=([], []))[1]


def _of_kind(resource: Predicted, kind: Kind, admitted: Admitted, *, security: bool = True) -> Iterator[Breach]:
    for fact in kind.facts:
        wanted: Json = list(fact.value) if isinstance(fact.value, tuple) else fact.value
        for path, value in find(resource.raw, fact.path) if fact.security == security else ():
            rules = value if fact.admits and isinstance(value, list) else []
            types = frozenset(type_.lower() for type_ in fact.admits)
            found = [rule for rule in rules if not admitted(rule, types)] if rules else value
            if type(found) is not type(wanted) or found != wanted:
                yield Breach(fact, path, found)


def _finding(evidence: Evidence, resource: Predicted, breach: Breach) -> Diagnostic:
    wanted = spelled(breach.fact.value)
    found = spelled(breach.found) or "missing"
    place, path = evidence.about(resource.id, breach.path)
    return Diagnostic(
        code="HRD01",
        message=f"{breach.path} is {found}, must be {wanted}: {breach.fact.why}",
        place=place,
        path=path,
        value=found,
        hint=f"Wanted: {wanted}.",
        source=breach.fact.source,
    )
