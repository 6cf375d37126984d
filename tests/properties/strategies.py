"""Random banks: landing zones, clusters, instances and flows of every kind the language knows."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.banks import PERSON, Tree, bank, flow, zone

names = st.from_regex(r"[a-z][a-z0-9]{1,5}(-[a-z0-9]{1,4}){0,2}", fullmatch=True).filter(
    lambda name: (
        name not in {"con", "prn", "aux", "nul", "connectivity"} and not name.startswith(("com", "lpt", "login"))
    )
)
clusters = st.lists(
    st.fixed_dictionaries({"name": st.sampled_from(["cpu", "gpu", "big"]), "maxNodes": st.integers(1, 60)}),
    min_size=1,
    max_size=3,
    unique_by=lambda cluster: cluster["name"],
)
destinations: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.just({"to": {"fqdns": ["feed.bank.example"]}}),
    st.just({"to": {"fqdns": ["mail.bank.example"]}, "ports": [8443]}),
    st.just({"to": {"addresses": ["198.51.100.0/28", "203.0.113.8/32"]}, "ports": [22, 443]}),
    st.just({"to": {"serviceTag": "AzureDevOps"}}),
    st.just({"to": {"addresses": ["203.0.113.64/27"]}, "protocol": "UDP", "ports": [123]}),
)


@st.composite
def zones(draw: st.DrawFn) -> Tree:
    """One landing zone."""
    users = draw(st.lists(st.sampled_from(["ana", "bo", "cy", "dee"]), unique=True, max_size=3))
    return zone(
        draw(names),
        clusters=draw(clusters),
        instances=[{"user": user, "objectId": PERSON} for user in users],
        agents=draw(st.integers(1, 30)),
        exfiltrationPrevention=draw(st.booleans()),
        region=draw(st.sampled_from(["westeurope", "swedencentral"])),
    )


@st.composite
def banks(draw: st.DrawFn, most: int = 5) -> Tree:
    """A bank with up to `most` landing zones and a few flows."""
    own = draw(st.lists(zones(), min_size=1, max_size=most, unique_by=lambda z: z["name"]))
    called = [z["name"] for z in own]
    flows = [
        flow(name, *draw(st.lists(st.sampled_from(called), min_size=1, unique=True)), **draw(destinations))
        for name in draw(st.lists(st.sampled_from(["feed", "bureau", "time"]), unique=True))
    ]
    return bank(
        *own,
        egress=flows,
        regions=["westeurope", "swedencentral"],
        addressPools=["10.40.0.0/14"],
        onPremises=draw(st.sampled_from([[], ["10.0.0.0/12"], ["192.168.0.0/16", "10.44.0.0/16"]])),
        hub={"subscription": "platform", "firewall": draw(st.sampled_from(["Standard", "Premium"]))},
    )
