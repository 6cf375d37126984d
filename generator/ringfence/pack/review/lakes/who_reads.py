"""Who can read a layer of a lake: each right of the plan, and the network path from where its holder works."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ringfence.columns import wrapped
from ringfence.pack.review.lakes.layers import containers
from ringfence.pack.review.lakes.readers import Reader, readers
from ringfence.plan.model.package import Package, Plan
from ringfence.plan.model.values import plain
from ringfence.reach.answer import Answer, Verdict
from ringfence.reach.asked import answer
from ringfence.reach.ends import ON_PREMISES, VPN_USERS
from ringfence.reach.networks import ON_PREMISES as ON_SITE
from ringfence.reach.networks import USERS
from ringfence.reporting import visible

SHAPE = "ringfence/readers/v1"
"""The shape of the JSON; a change that breaks readers of it changes it."""
HTTPS = 443


@dataclass(frozen=True, slots=True)
class Way:
    """A reader, and whether traffic of each place where it works reaches the account: verdict by place."""

    reader: Reader
    paths: tuple[tuple[str, Verdict], ...]


def layers(plan: Plan) -> tuple[str, ...]:
    """The names of all layers of all lakes."""
    return tuple(dict.fromkeys(layer for package in plan.packages for _, layer in containers(package)))


def of_layer(plan: Plan, layer: str) -> tuple[Way, ...]:
    """Every right by which somebody can read a layer, with the paths to its account."""
    found: dict[tuple[str, str], Verdict] = {}
    return tuple(
        Way(each, tuple((place, _path(plan, place, each.account, found)) for place in _places(plan, each)))
        for each in readers(plan)
        if each.container == layer
    )


def _places(plan: Plan, reader: Reader) -> Iterator[str]:
    """Where a reader works: in workspaces, in the landing zone of an identity, else where people come in."""
    identity = reader.through or ("/" in reader.principal and reader.principal)
    if reader.workspaces:
        yield from (package.name for package in plan.packages if _has(package, reader.workspaces))
    elif identity:
        yield from (package.name for package in plan.packages if _owns(package, identity))
    else:
        uses = {space.use for space in plan.spaces}
        yield from (word for use, word in ((USERS, VPN_USERS), (ON_SITE, ON_PREMISES)) if use in uses)


def _has(package: Package, workspaces: tuple[str, ...]) -> bool:
    """Whether workspaces, by their name or that of their landing zone, are in a package."""
    names = {str(plain(one.resource.name)) for module in package.modules for one in module.services}
    return package.name in workspaces or bool(names & set(workspaces))


def _owns(package: Package, identity: str) -> bool:
    return any(identity.lower() == one.resource.id.lower() for m in package.modules for one in m.identities) or any(
        identity.lower() == one.resource.id.lower() for m in package.modules for one in m.services
    )


def _path(plan: Plan, place: str, account: str, found: dict[tuple[str, str], Verdict]) -> Verdict:
    if (place, account) not in found:
        found[place, account] = _best(answer(plan, place, account, "Tcp", HTTPS))
    return found[place, account]


def _best(asked: Answer) -> Verdict:
    """Allowed where anything of the place gets to any part of the account."""
    said = {part.path.verdict for part in asked.parts}
    return next(each for each in (Verdict.ALLOWED, Verdict.UNKNOWN, Verdict.DENIED) if each in said)


def as_text(layer: str, ways: Sequence[Way], width: int) -> str:
    """The readers as lines."""
    lines = [visible(f"{layer}: {len(ways)} ways to read it" if ways else f"{layer}: no right of this plan reads it")]
    for way in ways:
        one = way.reader
        paths = ", ".join(f"{place} {verdict}" for place, verdict in way.paths) or "no place of this plan"
        for text in (f"{one.who}: {one.may}, {one.way}", f"  {one.account}/{one.container}; network: {paths}"):
            lines += wrapped(f"  {visible(text)}", width, "      ")
    lines.append("Not listed: roles from a subscription or management group, and grants that owners of catalogs make.")
    return "\n".join(lines) + "\n"


def as_json(layer: str, ways: Sequence[Way]) -> str:
    """The same as JSON; ASCII only."""
    rows = [
        {
            "who": way.reader.who,
            "principal": way.reader.principal,
            "account": way.reader.account,
            "layer": way.reader.container,
            "by": way.reader.way,
            "may": way.reader.may,
            "because": [reason.at for reason in way.reader.because if reason.at],
            "network": [{"from": place, "verdict": verdict.value} for place, verdict in way.paths],
        }
        for way in ways
    ]
    return json.dumps({"shape": SHAPE, "layer": layer, "readers": rows}, indent=2) + "\n"
