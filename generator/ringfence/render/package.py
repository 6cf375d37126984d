"""Renders one package: modules from templates, then what joins them - types, parameters, wiring, outputs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ringfence.plan.context.identifiers import camel
from ringfence.plan.model.loops import Loops
from ringfence.plan.model.package import Module, Package
from ringfence.plan.model.services import Elsewhere
from ringfence.plan.model.values import Ref
from ringfence.render.environment import environment
from ringfence.render.layout import indent
from ringfence.render.parameter_file import values_file
from ringfence.render.parameters import module_parameters, parameters
from ringfence.render.spelling import MAIN, Argument, Speller, literal, own, wired
from ringfence.render.types import declarations, types_file

MODULE_TEMPLATE = "deployment/module.bicep.j2"
SECURITY_RULES, LIBRARY_TEMPLATE = "security-rules", "network/security-rules.bicep.j2"
ROLES = "Ids of the roles that the package grants, by name: the same in every tenant for roles of Azure."
CONFIG_TEMPLATE = "deployment/bicepconfig.json"


@dataclass(frozen=True, slots=True)
class Body:
    """A module's resources as Bicep, and the speller that knows which parameters and references they use."""

    module: Module
    text: str
    speller: Speller


def render_package(package: Package) -> dict[str, str]:
    """The files of a package by path: `main.bicep`, `main.bicepparam`, `modules/*.bicep`."""
    bodies = [_body(package, module) for module in package.modules]
    main = Speller(MAIN)
    text = _main(package, bodies, main)
    found = parameters(main.arguments.values())
    files = _modules(bodies)
    files["modules/types.bicep"] = types_file(found)
    files["main.bicep"] = f"targetScope = 'subscription'\n\n{declarations(found, 'modules/', MAIN)}\n{text}"
    files["main.bicepparam"] = values_file(found)
    files |= _library(package) | _roles(package)
    return {path: indent(content) for path, content in sorted(files.items())}


def _library(package: Package) -> dict[str, str]:
    """The file of types and functions that security rules need, as it stands; none without a security group."""
    groups = (nsg for module in package.modules for nsg in module.security_groups)
    first = next(groups, None)
    if first is None:
        return {}
    text = environment().get_template(LIBRARY_TEMPLATE).render(nsg=first, spell=Speller("main"))
    return {f"modules/{SECURITY_RULES}.bicep": text}


def _roles(package: Package) -> dict[str, str]:
    """The file that names the roles which the package grants; none without a grant."""
    grants = (grant for module in package.modules for grant in module.grants)
    found = sorted({(grant.role_name, grant.role_id, grant.role) for grant in grants})
    rows = "\n".join(f"{name}: {literal(own)} // {title}" for name, own, title in found)
    text = f"@export()\n@description({literal(ROLES)})\nvar roles = {{\n{rows}\n}}\n"
    return {"modules/roles.bicep": text} if found else {}


def _body(package: Package, module: Module) -> Body:
    speller = Speller(module.name)
    template = environment().get_template(MODULE_TEMPLATE)
    return Body(module, template.render(module=module, loops=Loops(module), tags=package.tags, spell=speller), speller)


def _modules(bodies: Sequence[Body]) -> dict[str, str]:
    """The file of each module. Raises ValueError when modules of one file do not declare the same."""
    given = _outputs(bodies)
    files: dict[str, str] = {}
    for body in bodies:
        text = _module(body, given.get(body.module.name, {}))
        if files.setdefault(f"modules/{body.module.file}.bicep", text) != text:
            raise ValueError(f"module {body.module.name} is not what others of {body.module.file}.bicep are")
    return files


def _outputs(bodies: Iterable[Body]) -> dict[str, dict[str, Ref]]:
    """What each module must give to others, by module and by name of the output."""
    wanted: dict[str, dict[str, Ref]] = {}
    for body in bodies:
        for value in body.speller.arguments.values():
            if isinstance(value, Ref):
                wanted.setdefault(value.module, {})[wired(value)] = value
    return wanted


def _module(body: Body, outputs: Mapping[str, Ref]) -> str:
    """A module file: what it is, its parameters, its resources, the ids and names that others need."""
    gives = [
        f"@description({literal(f'Id of {ref.symbol}.')})\noutput {name} string = {own(ref)}\n"
        for name, ref in sorted(outputs.items())
    ]
    parts = [
        f"metadata description = {literal(body.module.title)}\n",
        "import {\nroles\n} from 'roles.bicep'\n" if body.module.grants else "",
        declarations(module_parameters(body.speller), "", body.module.name),
        body.text,
        *gives,
    ]
    return "\n".join(part for part in parts if part)


def _main(package: Package, bodies: Iterable[Body], spell: Speller) -> str:
    """Resource groups and modules of `main.bicep`."""
    parts = []
    for group in package.groups:
        resource = group.resource
        tags = f"tags: {spell(package.tags)}\n" if resource.tagged else ""
        parts.append(
            f"resource {resource.head} = {{\n"
            f"name: {spell(resource.name)}\nlocation: {spell(resource.location)}\n{tags}}}\n"
        )
    return "\n".join([*parts, *(_call(body, spell) for body in bodies)])


def _call(body: Body, spell: Speller) -> str:
    """A module statement: scope, parameters, and only those dependencies that no parameter implies."""
    module, arguments = body.module, body.speller.arguments
    values = "\n".join(f"{name}: {_passed(arguments[name], spell)}" for name in sorted(arguments))
    implied = {value.module for value in arguments.values() if isinstance(value, Ref)}
    after = [symbol(name) for name in module.after if name not in implied]
    waits = "dependsOn: [\n" + "\n".join(after) + "\n]\n" if after else ""
    return (
        f"module {symbol(module.name)} 'modules/{module.file}.bicep' = {{\n"
        f"scope: {_scope(module.scope, spell)}\nparams: {{\n{values}\n}}\n{waits}}}\n"
    )


def _passed(value: Argument, spell: Speller) -> str:
    """What main gives a module: a value of main's parameters, or what another module gives."""
    return f"{symbol(value.module)}.outputs.{wired(value)}" if isinstance(value, Ref) else spell(value)


def _scope(scope: str | Elsewhere, spell: Speller) -> str:
    if isinstance(scope, str):
        return scope
    return f"resourceGroup({spell(scope.subscription)}, {spell(scope.group)})"


def symbol(module: str) -> str:
    """The Bicep symbol of a module; parameters have the short names."""
    return camel(module, "module")
