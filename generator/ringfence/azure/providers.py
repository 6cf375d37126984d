"""Resource providers before a deployment: they are registered, and serve the API versions of the packages."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence

from ringfence.azure import served
from ringfence.azure.az import Az, Done
from ringfence.azure.served import Seat
from ringfence.diagnostics import Diagnostic, Rejected, Report
from ringfence.pack.runbook import commands
from ringfence.pack.runbook.commands import Words
from ringfence.plan.model.package import Package

AT_ONCE = 4
"""Questions to Azure at a time."""
_REGISTERED = "Registered"


def providers(az: Az, packages: Sequence[Package], *, register: bool = False) -> None:
    """Ask once for each provider in each subscription, and once for each feature.

    Raises Rejected: AZU07 for what is not registered or could not be asked for, AZU23 for API versions that are not
    served. With `register`, what is not registered is, which changes the subscription.
    """
    wanted = list(dict.fromkeys(words for package in packages for words in commands.register(package)))
    seats = served.seats(packages)
    answers = _answers(az, [*map(_question, wanted), *map(_show, seats)])
    found = list(_unregistered(az, wanted, answers, register=register))
    told = {_seat(words) for words in wanted if not answers[_question(words)].ok}
    found += served.unserved(packages, {seat: answers[_show(seat)] for seat in seats}, told)
    if found:
        raise Rejected(Report.of(found))


def versions(az: Az, packages: Sequence[Package]) -> None:
    """Ask once for the API versions of each provider in each subscription, registered or not.

    Raises Rejected: AZU23 for API versions that are not served.
    """
    seats = served.seats(packages)
    answers = _answers(az, [_show(seat) for seat in seats])
    if found := list(served.unserved(packages, {seat: answers[_show(seat)] for seat in seats})):
        raise Rejected(Report.of(found))


def _answers(az: Az, questions: Sequence[Words]) -> dict[Words, Done]:
    """What Azure answers to each question, which is asked once."""
    asked = list(dict.fromkeys(questions))
    return dict(zip(asked, az.each(AT_ONCE, lambda words: az.run("provider", words), asked), strict=True))


def _unregistered(
    az: Az, wanted: Sequence[Words], answers: Mapping[Words, Done], *, register: bool
) -> Iterator[Diagnostic]:
    for words in wanted:
        done = answers[_question(words)]
        state = _state(done)
        if state == _REGISTERED:
            continue
        registered = state and register and az.run("register", words).ok
        if registered and not _takes_its_time(words):
            continue
        subscription, namespace = _seat(words)
        if registered:
            lack = "is being registered, in minutes"
        else:
            lack = f"is {state}" if state else f"could not be asked for: {' '.join(done.err.split())}"
        yield Diagnostic(
            code="AZU07",
            message=f"{_called(words)} {lack} in subscription {subscription}",
            value=namespace,
            hint=f"Run `{shlex.join(words)}`, or this command with `--register`.",
            source="azure-docs azure-resource-manager/management/resource-providers-and-types.md",
        )


def _state(done: Done) -> str:
    """The state of a registration; '' where the answer does not say."""
    said = done.json() if done.ok else None
    state = said.get("state") if isinstance(said, dict) else said
    return state if isinstance(state, str) else ""


def _question(register: Words) -> Words:
    """What asks for the state of something that can be registered."""
    if not _takes_its_time(register):
        return _show(_seat(register))
    return (*("show" if word == "register" else word for word in register), "--query", "properties.state")


def _show(seat: Seat) -> Words:
    subscription, namespace = seat
    words = ("az", "provider", "show", "--subscription", subscription, "--namespace", namespace)
    return (*words, "--query", served.QUERY)


def _seat(register: Words) -> Seat:
    return register[register.index("--subscription") + 1], register[register.index("--namespace") + 1]


def _takes_its_time(register: Words) -> bool:
    """Whether this registers a feature, for which azure-cli does not wait."""
    return register[1] == commands.FEATURE


def _called(register: Words) -> str:
    _, namespace = _seat(register)
    if _takes_its_time(register):
        return f"feature {register[register.index('--name') + 1]} of {namespace}"
    return f"resource provider {namespace}"
