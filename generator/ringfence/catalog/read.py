"""The parts of the catalogue, by name; the first call reads it, and raises Rejected when a folder does not close."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from graphlib import TopologicalSorter

from ringfence.catalog.catalogue import catalogue
from ringfence.catalog.purpose import Persona, Purpose
from ringfence.catalog.spec import Fact, Kind, Service


def services() -> Mapping[str, Service]:
    """Every service folder, by kind, in order of kind."""
    return catalogue().services


def purposes() -> Mapping[str, Purpose]:
    """Every purpose folder, by purpose, in order of name."""
    return catalogue().purposes


@cache
def purpose_order() -> tuple[str, ...]:
    """Purposes in the order in which their packages deploy, by name where the folders leave it open."""
    sorter: TopologicalSorter[str] = TopologicalSorter({name: one.after for name, one in purposes().items()})
    sorter.prepare()
    order: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        order += ready
        sorter.done(*ready)
    return tuple(order)


def personas() -> Mapping[str, Persona]:
    """What people do, by persona."""
    return catalogue().personas


def kinds() -> Mapping[str, Kind]:
    """Every kind of resource."""
    return catalogue().kinds


def facts(kind: str) -> tuple[Fact, ...]:
    """What must hold for every resource of this kind; raises KeyError for a kind that does not exist."""
    return kinds()[kind].facts
