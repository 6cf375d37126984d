"""What is kept beside the output folder: a log of every call of az, and a record of every package that is done."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from threading import Lock

from ringfence.output import MANIFEST, write_file
from ringfence.pack.approval import proof
from ringfence.pack.runbook import commands
from ringfence.pack.runbook.stops import Stop
from ringfence.plan.model.module import SHARED
from ringfence.plan.model.package import Package, Plan

_LOG = re.compile(r"(\d+)-.*\.log")


class Journal:
    """The folder `<OUT>.deploy`; a record is written whole, and only after Azure has said that a package is done."""

    def __init__(self, output: Path) -> None:
        resolved = output.resolve()
        self.folder = resolved.with_name(f"{resolved.name}.deploy")
        self._lock = Lock()

    def write(self, about: str, command: str, code: int, out: str, err: str) -> str:
        """Keep a call of az under the next number; its path."""
        with self._lock:
            numbers = [int(found[1]) for path in self._logs() if (found := _LOG.fullmatch(path.name))]
            path = self.folder / "logs" / f"{max(numbers, default=0) + 1:04}-{about}.log"
            write_file(path, f"$ {command}\nexit {code}\n--- stdout\n{out}\n--- stderr\n{err}\n")
        return str(path)

    def done(self, package: str, key: str) -> bool:
        """Whether this package was deployed with this key."""
        return self.times(package, key) > 0

    def times(self, package: str, key: str) -> int:
        """How often this package was deployed with this key; a record that cannot be read says nothing."""
        content = _read(self.folder / f"{package}.json")
        if content.get("key") != key:
            return 0
        times = content.get("times", 1)
        return times if isinstance(times, int) else 1

    def record(self, package: Package, plan: Plan, key: str, approval: str = "") -> None:
        """Remember that a package is deployed, once more where it was with the same key, from a folder so approved."""
        content = {
            "package": package.name,
            "deployment": package.deployed_as,
            "subscription": package.subscription,
            "mode": plan.deployment.mode,
            "key": key,
            "approval": approval,
            "times": self.times(package.name, key) + 1,
        }
        write_file(self.folder / f"{package.name}.json", json.dumps(content, indent=2) + "\n")

    def told(self, stop: Stop) -> bool:
        """Whether somebody said that this is done, and it is the same still."""
        return _read(self._of(stop)).get("key") == stop.key

    def tell(self, stop: Stop) -> None:
        """Remember that somebody said that a step by hand or a script is done."""
        content = {"step": stop.name, "what": list(stop.what), "key": stop.key}
        write_file(self._of(stop), json.dumps(content, indent=2) + "\n")

    def _of(self, stop: Stop) -> Path:
        return self.folder / "steps" / f"{stop.name}.json"

    def _logs(self) -> list[Path]:
        return sorted((self.folder / "logs").glob("*.log"))


def _read(path: Path) -> dict[str, object]:
    """A record; one that cannot be read says nothing."""
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def keys(output: Path, plan: Plan) -> Mapping[str, str]:
    """What a deployment of each package is told by: the hash of its files in the manifest, and the command's words."""
    listed: dict[str, str] = json.loads((output / MANIFEST).read_text("utf-8"))["files"]
    return {package.name: _key(package, plan, listed) for package in plan.packages}


def _key(package: Package, plan: Plan, listed: Mapping[str, str]) -> str:
    start = f"packages/{package.name}/"
    called = {module.path.removeprefix(SHARED) for module in package.modules if module.shared}
    read = {
        path: hashed
        for path, hashed in sorted(listed.items())
        if path in called or (path.startswith(start) and not proof(path))
    }
    words = commands.joined(commands.create(package, plan.deployment))
    return sha256(json.dumps([words, read], sort_keys=True).encode()).hexdigest()
