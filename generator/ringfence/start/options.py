"""The options of `init`: everything that it asks can be given. Imports nothing that `--help` would wait for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import click

from ringfence import assets

_STARTS = click.Choice(list(assets.starting_points()))
_Command = Callable[..., Any]
_ABOUT = ("subscription", "work", "group", "persona")
"""Options whose value says first what it is about: `--group fraud=NAME=ID`."""


def init_options(command: _Command) -> _Command:
    """The options that answer what `init` asks."""
    for option in reversed(
        (
            click.option("--from", "start", type=_STARTS, help="What to begin with; blank when left out."),
            click.option("--name", help="Name of the institution."),
            click.option("--code", help="Short code, 2 to 6 letters and digits; part of every name."),
            click.option("--tenant", help="Microsoft Entra tenant id."),
            _several("--region", "NAME", "Azure region that data may be in; may be repeated."),
            _several("--on-premises", "PREFIX", "Prefix in use on premises, or none; may be repeated."),
            _several("--pool", "PREFIX", "Prefix that networks are cut from; may be repeated."),
            _several("--stage", "NAME", "Stage, such as dev; may be repeated."),
            _several(
                "--subscription",
                "FOR=[NAME=]ID",
                "Subscription of a stage, or of the hub; of an example, FOR is the name of its subscription.",
            ),
            _several("--team", "NAME", "Team with a landing zone for each stage; may be repeated."),
            _several("--work", "TEAM=BLOCK", "machineLearning or databricks; may be repeated."),
            _several("--serving", "TEAM", "Team whose models answer at endpoints; may be repeated."),
            _several("--lake", "STAGE", "Stage with a data lake; may be repeated."),
            click.option("--vpn-pool", metavar="PREFIX", help="Addresses of VPN users, who sign in with Entra ID."),
            _several("--group", "TEAM=NAME=ID", "Entra group of a team, with its object id."),
            _several("--persona", "TEAM=PERSONA", "What the group's members do; may be repeated."),
            click.option("--landing-zone", help="Name of the landing zone of an example that has one."),
        )
    ):
        command = option(command)
    return command


def answers(start: str | None, given: Mapping[str, str | tuple[str, ...] | None]) -> dict[str, tuple[str, ...]]:
    """What the options say, by the key of the question that each answers."""
    found: dict[str, tuple[str, ...]] = {"from": (start,)} if start else {}
    for name, value in given.items():
        for key, text in _pairs(name.replace("_", "-"), value):
            found[key] = (*found.get(key, ()), text)
    return found


def _pairs(flag: str, value: str | tuple[str, ...] | None) -> Iterator[tuple[str, str]]:
    """The keys and texts that one option gives."""
    for text in (value,) if isinstance(value, str) else value or ():
        if flag in _ABOUT:
            about, _, rest = text.partition("=")
            yield f"{flag} {about.strip().lower()}", rest
        elif flag == "serving":
            yield f"{flag} {text.strip().lower()}", "yes"
        else:
            yield flag, text
            if flag == "vpn-pool":
                yield "vpn", "yes"


def _several(flag: str, metavar: str, told: str) -> Callable[[_Command], _Command]:
    return click.option(flag, multiple=True, metavar=metavar, help=told)
