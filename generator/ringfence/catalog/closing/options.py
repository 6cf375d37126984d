"""What must close in the options of a service folder: every value goes somewhere, and every list makes something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ringfence.catalog.fault import Fault
from ringfence.catalog.names import Names
from ringfence.catalog.option import Option
from ringfence.catalog.spec import Service

NAMES = re.compile(r"\bnamed\.(\w+)")
_At = tuple[str | int, ...]
_NONE: frozenset[str] = frozenset()


def faults(service: Service, names: Names) -> Iterator[Fault]:
    """Options without a key, without a binding, or bound to what no template spells; children of no list."""
    file = names.file(service)
    yield from _asked(service, names)
    for name in sorted(set(service.required) - set(service.options)):
        yield Fault(file, ("required",), f"there is no option '{name}'")
    lists = {child.each: child for child in service.children if child.each}
    spelled = _spelled(names.templates / "services" / service.template / "main.bicep.j2") if service.options else _NONE
    used = names.sized() if service.options else _NONE
    planned = bool(service.planner) or names.hooked(service)
    for name, option in service.options.items():
        at: _At = ("options", name)
        if option.type in ("array", "object"):
            if name not in lists and not planned:
                hint = "let a child repeat by it with 'each', or name a planner, or hooks in the purpose that it leads"
                yield Fault(file, at, f"nothing is made of the option '{name}'", hint)
        else:
            yield from _bound(file, at, name, option, spelled, planned=planned or name in used)
            if option.to and option.default is None and name not in service.required:
                yield Fault(file, at, f"the option '{name}' has neither a default nor must it be given")
    for index, child in enumerate(service.children):
        if child.each:
            folder = names.templates / "services" / service.template
            spelled = _spelled(folder / f"{child.template}.bicep.j2")
            yield from _repeated(file, ("children", index, "each"), service, child.each, spelled)


def _asked(service: Service, names: Names) -> Iterator[Fault]:
    """A folder with options has a place for them: a block under `services`, or the workload block that it leads."""
    file = names.file(service)
    leads = any(purpose.lead and purpose.lead.service == service.kind for purpose in names.purposes.values())
    if service.options and not service.block and not leads:
        yield Fault(file, ("options",), "the folder has options and no key to ask for them", "add 'asked'")
    if service.block and leads:
        message = f"the lead of a purpose is not asked for by '{service.asked}': its options are the workload block"
        yield Fault(file, ("asked",), message, "remove 'asked'")


def _spelled(template: Path) -> frozenset[str]:
    """The last parts of paths that a template asks for by name."""
    return frozenset(NAMES.findall(template.read_text("utf-8"))) if template.is_file() else frozenset()


def _bound(
    file: Path, at: _At, name: str, option: Option, spelled: frozenset[str], *, planned: bool
) -> Iterator[Fault]:
    """A single value: bound to a property that the template spells, or read by the planner."""
    if not option.to and not planned:
        yield Fault(file, at, f"the option '{name}' is bound to nothing", "add 'to: <path of the property>'")
    elif option.to and (last := option.to.removesuffix(".value").rsplit(".", 1)[-1]) not in spelled:
        yield Fault(file, (*at, "to"), f"the template does not spell named.{last}", "spell it, or correct the path")


def _repeated(file: Path, at: _At, service: Service, name: str, spelled: frozenset[str]) -> Iterator[Fault]:
    option = service.options.get(name)
    if option is None or option.items is None or "name" not in option.items.properties:
        message = f"'{name}' is no list option whose elements have a 'name'"
        yield Fault(file, at, message)
        return
    for key, item in option.items.properties.items():
        if key != "name":
            yield from _bound(file, ("options", name, "items", "properties", key), key, item, spelled, planned=False)
