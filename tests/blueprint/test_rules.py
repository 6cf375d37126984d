"""What the rules refuse stands in `tests/invalid/`; here is what they must not refuse, and that all of them run."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from ipaddress import IPv4Network
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.blueprint import rules
from ringfence.blueprint.rules import RULES
from ringfence.blueprint.rules.addresses.claims import Claim, overlapping
from ringfence.blueprint.rules.egress import shared_domains
from ringfence.start.finding_texts import codes
from tests.blueprint.blueprints import edited

MODULES = [import_module(found.name) for found in pkgutil.walk_packages(rules.__path__, f"{rules.__name__}.")]
FQDNS = 'fqdns: [feed.example.com, "*.prices.example.com", testbank.blob.core.windows.net]'
PREFIXES = st.builds(
    lambda address, length: IPv4Network((address, length), strict=False), st.integers(0, 2**32 - 1), st.integers(0, 32)
)


def test_every_rule_in_the_folder_is_listed_once() -> None:
    written = [module.check for module in MODULES if hasattr(module, "check")]
    assert sorted(map(id, written)) == sorted(map(id, RULES))


def test_every_rule_says_what_it_wants_and_has_a_code_with_reason_source_and_fix() -> None:
    documented = {room for code in codes().values() for room in code.rules}
    for rule in RULES:
        assert (rule.__doc__ or "").strip(), rule.__module__
        assert rule.__module__.removeprefix("ringfence.") in documented


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "addressPools: [10.40.0.0/16,",
            "addressPools: [10.40.0.0/16, 10.41.0.0/16, 192.168.255.0/24, 172.31.0.0/16, 100.127.0.0/16,",
        ),
        ("prefixes: [10.0.0.0/14,", "prefixes: [10.0.0.0/14, 10.1.0.0/16,"),
        (FQDNS, 'fqdns: ["*.example.co.uk", "*.mybank.jfrog.io", mybank.github.io, "*.a.b.example", 1.example.com]'),
        (FQDNS, "fqdns: [a.b, xn--bcher-kva.example, x-1.example, 3.14.example.com]"),
        ("{serviceTag: Storage.WestEurope}", "{serviceTag: AzureFrontDoor.FirstParty}"),
        ("203.0.113.0/24", "20.0.0.0/8"),
        ("{name: cpu,", "{name: my-azure,"),
        ("code: tst", "code: xlogin"),
        ("{name: fraud-dev,", "{name: office,"),
    ],
)
def test_what_is_near_a_mistake_and_none_is_let_through(old: str, new: str) -> None:
    found = edited(old, new)
    assert [each for each in found if not each.startswith(("BLU05", "MLO05"))] == []


@pytest.mark.parametrize(
    ("host", "code"),
    [
        ("*.core.windows.net", "EGR02"),
        ("*.azure.com", "EGR02"),
        ("*.westeurope.azurecontainer.io", "EGR02"),
        ("*.BLOB.core.windows.net", "EGR02"),
        ("*.jfrog.io", "EGR02"),
        ("*.*.example.com", "EGR01"),
        ("*example.com", "EGR01"),
        ("*.", "EGR01"),
        ("feed.*", "EGR01"),
        ("*.com.au", "EGR01"),
        ("*.exa_mple.com", "EGR04"),
        ("", "EGR04"),
        (".", "EGR04"),
        ("a..b.example", "EGR04"),
        ("user@feed.example.com", "EGR04"),
        ("10.1.2.0/24", "EGR04"),
        (f"{'a' * 64}.example.com", "EGR04"),
        (f"{'a.' * 130}example", "EGR04"),
    ],
)
def test_host_that_opens_too_much_or_nothing_is_refused(host: str, code: str) -> None:
    assert f"{code} egress[name=feed].to.fqdns[0]" in edited(FQDNS, f"fqdns: ['{host}']")


def test_wildcard_over_every_shared_domain_is_refused_and_one_customers_own_host_is_not() -> None:
    """Twenty domains stand in one list; a finding names the entry, so none can hide behind another."""
    domains = (*shared_domains.FLAT, *shared_domains.DEEP)
    for some in (domains[at : at + 20] for at in range(0, len(domains), 20)):
        wild, own = ("', '".join(f"{start}.{domain}" for domain in some) for start in ("*", "testbank"))
        refused = [f"EGR02 egress[name=feed].to.fqdns[{at}]" for at in range(len(some))]
        assert sorted(edited(FQDNS, f"fqdns: ['{wild}']")) == sorted(refused)
        assert edited(FQDNS, f"fqdns: ['{own}']") == []


def test_shared_domains_are_sorted_and_none_covers_another() -> None:
    for domains in (shared_domains.FLAT, shared_domains.DEEP):
        assert list(domains) == sorted(set(domains))
    pairs = combinations((*shared_domains.FLAT, *shared_domains.DEEP), 2)
    assert [pair for pair in pairs if pair[0] == pair[1]] == []


@given(st.lists(PREFIXES, max_size=12))
def test_overlaps_are_found_exactly_as_by_comparing_every_pair(prefixes: list[IPv4Network]) -> None:
    claims = [Claim((at,), prefix) for at, prefix in enumerate(prefixes)]
    found = {frozenset((wide.path, narrow.path)) for wide, narrow in overlapping(claims)}
    assert found == {frozenset((a.path, b.path)) for a, b in combinations(claims, 2) if a.prefix.overlaps(b.prefix)}
    assert all(narrow.prefix.subnet_of(wide.prefix) for wide, narrow in overlapping(claims))
