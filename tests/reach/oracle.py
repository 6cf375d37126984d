"""A slow second opinion: Azure's rules, address by address, over what Bicep predicts of a folder's packages.

It shares no code with `ringfence.reach` and reads no plan: only snapshots, and the networks on premises, which are in
no resource. It knows single addresses only. What a service tag or a host name decides it calls `unknown`.
"""

from __future__ import annotations

import json
from ipaddress import ip_address as ip
from ipaddress import ip_network as net
from pathlib import Path
from typing import Any

PRIVATE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")
NO_HOSTS = ("0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3")


class Oracle:
    """Everything that decides about traffic in the snapshots of a folder."""

    def __init__(self, folder: Path, premises: tuple[str, ...]) -> None:
        files = sorted((folder / "packages").glob("*/snapshot.json"))
        rows = [row for file in files for row in json.loads(file.read_text("utf-8"))["predictedResources"]]
        self.premises = premises
        self.by_id = {row["id"].lower(): row for row in rows}
        self.nets = self.typed("virtualNetworks")
        for network in self.nets:
            for subnet in network["properties"]["subnets"]:
                subnet["id"] = f"{network['id']}/subnets/{subnet['name']}"
        self.halves = {
            (row["id"].lower().partition("/virtualnetworkpeerings/")[0], self.ref(row, "remoteVirtualNetwork")): row
            for row in self.typed("virtualNetworks/virtualNetworkPeerings")
        }
        self.gateways = {
            ipc["properties"]["subnet"]["id"].lower().partition("/subnets/")[0]
            for row in self.typed("virtualNetworkGateways")
            for ipc in row["properties"]["ipConfigurations"]
        }
        self.pools = [
            prefix
            for row in self.typed("virtualNetworkGateways")
            for prefix in row["properties"]
            .get("vpnClientConfiguration", {})
            .get("vpnClientAddressPool", {})
            .get("addressPrefixes", [])
        ]
        self.endpoints = {row["properties"]["subnet"]["id"].lower() for row in self.typed("privateEndpoints")}

    def typed(self, kind: str) -> list[Any]:
        return [row for row in self.by_id.values() if row["type"] == f"Microsoft.Network/{kind}"]

    @staticmethod
    def ref(row: Any, key: str) -> str:
        return str(row["properties"][key]["id"]).lower()

    def public(self, address: str) -> bool:
        """Whether an address is on the internet: in no private range and in no network of the institution."""
        spaces = [p for one in self.nets for p in one["properties"]["addressSpace"]["addressPrefixes"]]
        return not any(inside(address, each) for each in (*PRIVATE, *NO_HOSTS, *self.premises, *self.pools, *spaces))

    def subnet(self, address: str) -> tuple[Any, Any]:
        """The network and the subnet of an address, None where it is in none."""
        for network in self.nets:
            for subnet in network["properties"]["subnets"]:
                if inside(address, subnet["properties"]["addressPrefix"]):
                    return network, subnet
        return None, None

    def peers(self, network: Any) -> list[Any]:
        here = network["id"].lower()
        return [self.by_id[there] for start, there in self.halves if start == here and (there, here) in self.halves]

    def verdict(self, source: str, target: str, protocol: str, port: int) -> str:
        """allowed, denied or unknown, for one source and one target address."""
        network, subnet = self.subnet(source)
        outside = any(inside(source, each) for each in (*self.premises, *self.pools))
        if subnet is None and not outside:
            return "skip"
        said = []
        if subnet is None:
            doors = [
                (one, each)
                for one in self.nets
                for each in one["properties"]["subnets"]
                if each["name"] == "GatewaySubnet" and one["id"].lower() in self.gateways
            ]
            if not doors:
                return "denied"
            network, subnet = doors[0]
        else:
            said.append(self.group(subnet, "Outbound", network, source, target, protocol, port))
        said += self.onward(network, subnet, source, target, protocol, port) if "denied" not in said else []
        return next((each for each in ("denied", "unknown") if each in said), "allowed")

    def onward(self, network: Any, subnet: Any, source: str, target: str, protocol: str, port: int) -> list[str]:
        kind, hop = self.route(network, subnet, target)
        if kind == "VirtualAppliance":
            firewall = next(row for row in self.typed("azureFirewalls") if fourth(self, row) == hop)
            said, application = self.firewall(firewall, source, target, protocol, port)
            if said != "allowed":
                return [said]
            where = firewall["properties"]["ipConfigurations"][0]["properties"]["subnet"]["id"].lower()
            network, subnet = self.subnet(hop)
            assert subnet["id"].lower() == where
            policy = self.by_id[firewall["properties"]["firewallPolicy"]["id"].lower()]
            kept = policy["properties"].get("snat", {}).get("privateRanges") or PRIVATE
            translated = application or not any(inside(target, each) for each in kept)
            kind, _ = self.route(network, subnet, target)
            return self.arrive(
                kind,
                network,
                hop if translated or self.public(target) else source,
                target,
                protocol,
                port,
                not translated,
            )
        return self.arrive(kind, network, source, target, protocol, port, False)

    def arrive(
        self, kind: str, network: Any, source: str, target: str, protocol: str, port: int, forwarded: bool
    ) -> list[str]:
        there, subnet = self.subnet(target)
        if kind in ("Internet", "VirtualNetworkGateway"):
            return [self.leave(kind, source, target)]
        if kind == "None" or subnet is None:
            return ["denied"]
        half = self.halves.get((there["id"].lower(), network["id"].lower()))
        if forwarded and half and not half["properties"]["allowForwardedTraffic"]:
            return ["denied"]
        said = ["allowed"]
        policies = subnet["properties"].get("privateEndpointNetworkPolicies")
        if subnet["id"].lower() not in self.endpoints or policies == "Enabled":
            said = [self.group(subnet, "Inbound", there, source, target, protocol, port)]
        if "denied" in said or subnet["name"] not in ("AzureFirewallSubnet", "GatewaySubnet", "AzureBastionSubnet"):
            return said
        names = any(fourth(self, row) == target for row in self.typed("azureFirewalls")) and port == 53
        return [*said, "allowed" if names else "unknown"]

    def leave(self, kind: str, source: str, target: str) -> str:
        """Out of Azure: a private subnet gets to the internet only by what has a public address."""
        if kind == "VirtualNetworkGateway":
            return "allowed"
        if not self.public(target):
            return "unknown"
        _, subnet = self.subnet(source)
        through = subnet is not None and subnet["name"] in ("AzureFirewallSubnet", "AzureBastionSubnet")
        return "allowed" if through else "denied"

    def route(self, network: Any, subnet: Any, target: str) -> tuple[str, str]:
        """Type and address of the next hop: every route that holds the target, the best of them last."""
        table = self.by_id.get(subnet["properties"].get("routeTable", {}).get("id", "").lower())
        own = table["properties"]["routes"] if table else []
        learns = table is None or not table["properties"]["disableBgpRoutePropagation"]
        ways = [
            (
                net(r["properties"]["addressPrefix"]),
                3,
                r["properties"]["nextHopType"],
                r["properties"].get("nextHopIpAddress"),
            )
            for r in own
        ]
        near = [network, *self.peers(network)]
        for one in near:
            ways += [(net(p), 1, "VNet", "") for p in one["properties"]["addressSpace"]["addressPrefixes"]]
        if learns and not any(inside(target, str(way[0])) for way in ways if way[2] == "VNet"):
            ways += [(net(p), 2, "VirtualNetworkGateway", "") for p in self.learnt(network)]
        there, seat = self.subnet(target)
        if seat is not None and seat["id"].lower() in self.endpoints and there in near:
            space = net(there["properties"]["addressSpace"]["addressPrefixes"][0]).prefixlen
            covered = any(inside(target, str(way[0])) and way[0].prefixlen >= space for way in ways if way[1] == 3)
            if not covered or seat["properties"].get("privateEndpointNetworkPolicies") != "Enabled":
                ways.append((net(target), 1, "VNet", ""))
        if not any(way[0].prefixlen == 0 for way in ways if way[1] == 3):
            ways += [(net(each), 0, "None", "") for each in PRIVATE]
        ways.append((net("0.0.0.0/0"), 0, "Internet", ""))
        best = max((w[0].prefixlen, w[1], w[2], w[3] or "") for w in ways if inside(target, str(w[0])))
        return best[2], best[3]

    def learnt(self, network: Any) -> list[str]:
        here = network["id"].lower()
        lent = [
            one["id"].lower()
            for one in self.peers(network)
            if self.halves[here, one["id"].lower()]["properties"]["useRemoteGateways"]
        ]
        return [*self.premises, *self.pools] if {here, *lent} & self.gateways else []

    def group(
        self, subnet: Any, direction: str, network: Any, source: str, target: str, protocol: str, port: int
    ) -> str:
        group = self.by_id.get(subnet["properties"].get("networkSecurityGroup", {}).get("id", "").lower())
        if group is None:
            return "allowed"
        maybe = set()
        rows = [row["properties"] for row in group["properties"]["securityRules"]]
        for rule in sorted((row for row in rows if row["direction"] == direction), key=lambda row: row["priority"]):
            if rule["protocol"] not in ("*", protocol) or not in_ports(listed(rule, "destinationPort"), port):
                continue
            ends = [
                self.holds(listed(rule, "sourceAddress"), source, network, subnet),
                self.holds(listed(rule, "destinationAddress"), target, network, subnet),
            ]
            access = "allowed" if rule["access"] == "Allow" else "denied"
            if "no" in ends:
                continue
            if "maybe" in ends:
                maybe.add(access)
            else:
                return access if maybe <= {access} else "unknown"
        raise AssertionError("every group of these examples ends in a deny")

    def holds(self, places: list[str], address: str, network: Any, subnet: Any) -> str:
        found = {self.hold(place, address, network, subnet) for place in places}
        return next(each for each in ("yes", "maybe", "no") if each in found)

    def hold(self, place: str, address: str, network: Any, subnet: Any) -> str:
        if place == "*":
            return "yes"
        if place[0].isdigit():
            return "yes" if inside(address, place) else "no"
        public = self.public(address)
        if place == "Internet":
            return "yes" if public else "no"
        if place == "VirtualNetwork":
            near = [
                p
                for one in (network, *self.peers(network))
                for p in one["properties"]["addressSpace"]["addressPrefixes"]
            ]
            table = self.by_id.get(subnet["properties"].get("routeTable", {}).get("id", "").lower())
            near += [r["properties"]["addressPrefix"] for r in (table["properties"]["routes"] if table else [])]
            return "yes" if any(inside(address, each) for each in [*near, *self.learnt(network)]) else "no"
        return "maybe" if public and place not in ("AzureLoadBalancer", "GatewayManager") else "no"

    def firewall(self, firewall: Any, source: str, target: str, protocol: str, port: int) -> tuple[str, bool]:
        """The verdict, and whether an application rule gave it; only hosts could open what no address does."""
        policy = firewall["properties"]["firewallPolicy"]["id"].lower()
        rules = [
            rule
            for row in self.by_id.values()
            if row["type"].endswith("/ruleCollectionGroups") and row["id"].lower().startswith(f"{policy}/")
            for collection in row["properties"]["ruleCollections"]
            for rule in collection["rules"]
        ]
        maybe = False
        for rule in rules:
            if not any(inside(source, each) for each in rule["sourceAddresses"]):
                continue
            if rule["ruleType"] == "ApplicationRule":
                carried = protocol == "Tcp" and port in [each["port"] for each in rule["protocols"]]
                maybe |= carried and self.may_be(rule["targetFqdns"], target)
            elif {"Any", protocol.upper()} & set(rule["ipProtocols"]) and in_ports(rule["destinationPorts"], port):
                places = rule.get("destinationAddresses", [])
                if any(place == "*" or (place[0].isdigit() and inside(target, place)) for place in places):
                    return "allowed", False
                maybe |= self.public(target) and any(not place[0].isdigit() for place in places)
                maybe |= self.may_be(rule.get("destinationFqdns", []), target)
        return ("unknown" if maybe else "denied"), False

    def may_be(self, hosts: list[str], target: str) -> bool:
        """Whether an address may be that of a host: of a private endpoint, on premises, or on the internet."""
        _, subnet = self.subnet(target)
        return any(self.host_may_be(host, target, subnet) for host in hosts)

    def host_may_be(self, host: str, target: str, subnet: Any) -> bool:
        forwarded = [
            row["properties"]["domainName"].rstrip(".")
            for row in self.by_id.values()
            if row["type"].endswith("/forwardingRules")
        ]
        if any(f".{host}".endswith(f".{domain}") for domain in forwarded):
            return any(inside(target, each) for each in self.premises)
        seats = self.seats(host)
        return subnet is not None and subnet["id"].lower() in seats if seats else self.public(target)

    def seats(self, host: str) -> set[str]:
        """The subnets with private endpoints of the service that a host names, or of all that a wildcard may mean."""
        found = set()
        for row in self.typed("privateEndpoints"):
            target = row["properties"]["privateLinkServiceConnections"][0]["properties"]["privateLinkServiceId"]
            kind = target.rsplit("/", 2)[-2]
            wild = {"workspaces": (".api.azureml.ms", ".azuredatabricks.net")}.get(kind, ()) if host[0] == "*" else ()
            named = host.partition(".")[0] == target.rsplit("/", 1)[-1].lower()
            group = row["properties"]["privateLinkServiceConnections"][0]["properties"]["groupIds"][0].lower()
            right = group in host or not host.endswith(".core.windows.net")
            if (named and right) or (wild and host.endswith(wild) and self.alike(host, target)):
                found.add(row["properties"]["subnet"]["id"].lower())
        return found

    def alike(self, host: str, target: str) -> bool:
        provider = "Databricks" if host.endswith(".azuredatabricks.net") else "MachineLearningServices"
        location = self.by_id[target.lower()]["location"] if target.lower() in self.by_id else ""
        return f"Microsoft.{provider}/" in target and (".workspace." not in host or f".{location}." in host)


def fourth(oracle: Oracle, firewall: Any) -> str:
    """The private address of a firewall: the first that Azure leaves in its subnet."""
    where = firewall["properties"]["ipConfigurations"][0]["properties"]["subnet"]["id"].lower()
    prefix = next(
        subnet["properties"]["addressPrefix"]
        for network in oracle.nets
        for subnet in network["properties"]["subnets"]
        if subnet["id"].lower() == where
    )
    return str(net(prefix)[4])


def inside(address: str, prefix: str) -> bool:
    return ip(address) in net(prefix)


def in_ports(ports: list[str], port: int) -> bool:
    spans = [each.split("-") for each in ports]
    return any(span == ["*"] or int(span[0]) <= port <= int(span[-1]) for span in spans)


def listed(rule: Any, key: str) -> list[str]:
    """What a rule has as one prefix or range, or as a list of them."""
    word = "Prefix" if key.endswith("Address") else "Range"
    plural = f"{key}{word}es" if word == "Prefix" else f"{key}{word}s"
    return list(rule.get(plural) or [rule[f"{key}{word}"]])
