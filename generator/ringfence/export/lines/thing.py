"""Something that a row of the review names, and what makes it in Bicep."""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.pack.text.cells import text
from ringfence.plan.model.values import Resource

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something that rows name: `names` as cells of a row have them, from outside in.

    `made` is the resource that it is, or that holds it. `within` are names from outside in under which the parameter
    file has it, `given` is a value of it that differs between environments, `words` lead to its line in the template.
    """

    names: Names
    made: Resource
    within: Names = ()
    given: object = None
    words: Names = ()


def called(resource: Resource, *names: str) -> Thing:
    """A resource by names of people, whose line in the parameter file is that of its name in Azure."""
    return Thing(names=names, made=resource, within=(text(resource.name),), given=resource.name)


def property_of(name: str, resource: Resource, path: str) -> Thing:
    """A property of a resource that rows call by a name, with the words that lead to it."""
    words = tuple(f"{part.split('[')[0]}:" for part in path.split("."))
    return Thing(names=(name, path), made=resource, words=words)
