"""The options of `init`: everything that it asks can be given. Imports nothing that `--help` would wait for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from ringfence import assets

_STARTS = click.Choice(list(assets.starting_points()))
_Command = Callable[..., Any]


def init_options(command: _Command) -> _Command:
    """The options that answer what `init` asks."""
    for option in reversed(
        (
            click.option(
                "--from",
                "start",
                type=_STARTS,
                default=assets.BLANK,
                show_default=True,
                help="What to begin with.",
            ),
            click.option("--name", help="Name of the institution."),
            click.option("--code", help="Short code, 2 to 6 letters and digits; part of every name."),
            click.option("--tenant", help="Microsoft Entra tenant id."),
            _several("--region", "Azure region that data may be in; several times for several."),
            _several("--subscription", "Id of a subscription of the starting point.", "NAME=ID"),
            _several("--pool", "Prefix that networks are cut from; several times.", "PREFIX"),
            _several("--on-premises", "Prefix in use on premises; several times.", "PREFIX"),
            click.option("--landing-zone", help="Name of the first landing zone."),
        )
    ):
        command = option(command)
    return command


def _several(flag: str, told: str, metavar: str | None = None) -> Callable[[_Command], _Command]:
    return click.option(flag, multiple=True, metavar=metavar, help=told)
