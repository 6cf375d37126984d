"""The blank beginning: asks what an institution has, stage by stage and team by team, and builds its blueprint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from ipaddress import IPv4Network

from ringfence.blueprint.language.databricks import KEY as DATABRICKS
from ringfence.blueprint.language.inference import KEY as INFERENCE
from ringfence.blueprint.language.lake import KEY as LAKE
from ringfence.catalog.read import personas
from ringfence.catalog.tables import regions
from ringfence.example_ids import MADE_UP
from ringfence.start.institution import TRAINING, Group, Institution, Subscription, Used, Zone, blueprint
from ringfence.start.questions import (
    CODE,
    NAME,
    POOLS,
    PREMISES,
    REGIONS,
    TENANT,
    YES_OR_NO,
    Answers,
    Question,
    Values,
    answered,
    lower,
    word,
)

SERVING = "serving"
"""The option, and with a team the key of the question, whether models of a team answer."""
HUB = "hub"
"""How options and answers call the subscription of the network hub."""
_WORDS = {TRAINING: "ml", DATABRICKS: "spark", INFERENCE: SERVING}
"""What tells a team's second landing zone of a stage from its first."""
_POOLS = ("10.40.0.0/16", "172.20.0.0/16", "10.200.0.0/16", "192.168.0.0/17", "10.96.0.0/16")
_VPN_POOLS = ("172.28.0.0/22", "192.168.240.0/22", "10.252.0.0/22")
_STAGES = Question("stage", "Stages, such as dev, prod", "prod", many=True, fills=("environments",), clean=word)
_TEAMS = Question(
    "team",
    "Teams; each gets a landing zone a stage",
    "first-team",
    many=True,
    fills=("landingZones",),
    clean=word,
)
_LAKE = Question("lake", "A data lake? Say in which stages", many=True, optional=True, clean=word)
_VPN = Question("vpn", "Do people come in by VPN, signed in with Entra ID?", "no", choices=YES_OR_NO)


class Blank:
    """The beginning that is no example."""

    def questions(self, answers: Answers) -> Iterator[Question]:
        """Institution, addresses, stages and subscriptions, teams, the lake, and how people come."""
        yield replace(NAME, default="Example Bank")
        yield replace(CODE, default="exbk")
        yield replace(TENANT, default=MADE_UP.format(1))
        yield replace(REGIONS, default="westeurope")
        yield from _addresses(answers)
        yield _STAGES
        yield from _subscriptions(answers)
        yield _TEAMS
        for team in answered(answers, _TEAMS):
            yield _work(team)
            yield _endpoints(team)
        yield replace(_LAKE, choices=answered(answers, _STAGES))
        yield _VPN
        if answered(answers, _VPN) == ("yes",):
            yield _vpn_pool(answers)
        for team in answered(answers, _TEAMS):
            yield from _people(answers, team)

    def text(self, answers: Answers) -> str:
        """The blueprint of the institution that the answers describe."""
        return blueprint(institution({each.key: answered(answers, each) for each in self.questions(answers)}))


def institution(said: Answers) -> Institution:
    """The institution that answers describe; every question that is asked must have its answer."""
    owned = _owned(said)
    zones = tuple(_one_sign_in([*_zones(said)], said["stage"][-1]))
    used = {key.removeprefix("subscription "): each.name for key, each in owned.items()}
    vpn = said.get("vpn-pool", ())
    return Institution(
        name=said["name"][0],
        code=said["code"][0],
        tenant=said["tenant"][0],
        regions=said["region"],
        premises=said["on-premises"],
        pools=said["pool"],
        subscriptions=tuple(dict.fromkeys(owned.values())),
        hub=Used(_short(said["region"][0]), used[HUB]),
        stages=tuple(Used(stage, used[stage]) for stage in said["stage"]),
        zones=zones,
        groups=tuple(_groups(said, zones)),
        vpn_pool=vpn[0] if vpn else "",
    )


def _addresses(answers: Answers) -> Iterator[Question]:
    premises = replace(PREMISES, default="10.0.0.0/14", optional=True)
    yield premises
    yield replace(POOLS, default=_free(_POOLS, answered(answers, premises), inside=True))


def _subscriptions(answers: Answers) -> Iterator[Question]:
    """One for the hub, one a stage; an id that was given before may be given again without its name."""
    for number, used in enumerate((HUB, *answered(answers, _STAGES)), 2):
        key = f"subscription {used}"
        asked = "the network hub" if used == HUB else f"stage {used}"
        name = "platform" if used == HUB else f"workloads-{used}"
        lines = ("`az account list` prints names and ids of subscriptions.",) if used == HUB else ()
        question = Question(key, f"Subscription of {asked}, NAME=ID", f"{name}={MADE_UP.format(number)}", lines=lines)
        named = lower(answered(answers, question)[0].partition("=")[0])
        yield replace(question, fills=(f"subscriptions[name={named}]",))


def _owned(said: Answers) -> dict[str, Subscription]:
    """The subscriptions by the key of their question; an id alone is that of an earlier name, or gets a name."""
    found: dict[str, Subscription] = {}
    for key, values in said.items():
        if key.startswith("subscription "):
            name, _, identity = values[0].rpartition("=")
            known = (each.name for each in found.values() if each.id == lower(identity))
            other = "platform" if key.endswith(f" {HUB}") else key.replace("subscription ", "workloads-")
            found[key] = Subscription(lower(name) or next(known, other), lower(identity))
    return found


def _work(team: str) -> Question:
    text = f"{team} works with {TRAINING} (notebooks, training) or {DATABRICKS}"
    return Question(f"work {team}", text, TRAINING, many=True, choices=(TRAINING, DATABRICKS))


def _endpoints(team: str) -> Question:
    text = f"Endpoints that answer with models of {team} ({INFERENCE})?"
    return Question(f"{SERVING} {team}", text, "no", choices=YES_OR_NO)


def _vpn_pool(answers: Answers) -> Question:
    taken = [*answers.get("on-premises", ()), *answers.get("pool", ())]
    fills = (f"hubs[name={_short(answers.get('region', ('',))[0])}].gateway",)
    return Question("vpn-pool", "Prefix that their machines get addresses of", _free(_VPN_POOLS, taken), fills=fills)


def _people(answers: Answers, team: str) -> Iterator[Question]:
    text = f"Entra group of {team}, NAME=OBJECT ID (`az ad group show --group NAME --query id`)"
    group = Question(f"group {team}", text, optional=True, pair=True)
    yield replace(
        group, fills=tuple(f"access[group={word(each.partition('=')[0])}]" for each in answered(answers, group))
    )
    if answered(answers, group):
        does = f"What its members do: {', '.join(personas())}"
        yield Question(f"persona {team}", does, "data-scientist", many=True, choices=tuple(personas()))


def _zones(said: Answers) -> Iterator[Zone]:
    """Each team's landing zones stage by stage, then those with a lake."""
    explained: set[str] = set()
    for team in said["team"]:
        for workload, called in _workloads(said, team):
            for stage in said["stage"]:
                yield Zone(_staged(called, stage, said), stage, workload, explained=workload not in explained)
                explained.add(workload)
    for stage in said["lake"]:
        yield Zone(_staged("lake", stage, said), stage, LAKE)


def _one_sign_in(zones: list[Zone], stage: str) -> Iterator[Zone]:
    """The zones with one Databricks workspace for the sign-in of all: the first of the last stage, often production."""
    workspaces = [each for each in zones if each.workload == DATABRICKS]
    chosen = next((each for each in workspaces if each.stage == stage), None)
    for zone in zones:
        yield replace(zone, elsewhere=zone in workspaces and zone != chosen)


def _workloads(said: Answers, team: str) -> Iterator[tuple[str, str]]:
    """The workload blocks of a team, each with the name of its landing zones before the stage."""
    endpoints = (INFERENCE,) if said[f"{SERVING} {team}"] == ("yes",) else ()
    for number, workload in enumerate((*said[f"work {team}"], *endpoints)):
        yield workload, f"{team}-{_WORDS[workload]}" if number else team


def _staged(name: str, stage: str, said: Answers) -> str:
    """The name of a landing zone; it names the stage where there are several."""
    return f"{name}-{stage}" if len(said["stage"]) > 1 else name


def _groups(said: Answers, zones: Iterable[Zone]) -> Iterator[Group]:
    """The groups; one that several teams name is there once, for the landing zones of all of them."""
    found: dict[tuple[str, str], Group] = {}
    for team in said["team"]:
        for answer in said[f"group {team}"]:
            name, _, identity = answer.partition("=")
            own = {_staged(called, stage, said) for _, called in _workloads(said, team) for stage in said["stage"]}
            names = tuple(zone.name for zone in zones if zone.name in own)
            key = word(name), lower(identity)
            before = found.get(key, Group(*key, (), ()))
            does = dict.fromkeys((*before.personas, *said[f"persona {team}"]))
            found[key] = replace(before, personas=tuple(does), zones=(*before.zones, *names))
    yield from found.values()


def _short(region: str) -> str:
    """The short name of a region, which its hub has; `hub` for one that Azure does not have."""
    return regions()[region].short if region in regions() else HUB


def _free(candidates: Values, taken: Iterable[str], *, inside: bool = False) -> str:
    """The first candidate that is disjoint from what is taken, or lies `inside` a part of it; else the first of all."""
    others = [each for each in map(_network, taken) if each is not None]
    for text in candidates:
        candidate = IPv4Network(text)
        if all(not candidate.overlaps(each) or (inside and _within(candidate, each)) for each in others):
            return text
    return candidates[0]


def _within(network: IPv4Network, wider: IPv4Network) -> bool:
    return network != wider and network.subnet_of(wider)


def _network(text: str) -> IPv4Network | None:
    try:
        return IPv4Network(text)
    except ValueError:
        return None
