"""What `az bicep` makes of a package: the parameters as JSON with the template, and what it says on the way."""

from __future__ import annotations

import json
import shlex
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.azure.cli import Done
from tests.azure.example import Example, together
from tests.azure.standin.request import Request, read

_PARAMETERS = "az bicep build-params --file main.bicepparam --stdout"
_VERBS = ("az bicep build --file main.bicep --stdout", "az bicep lint --file main.bicep")


@dataclass(frozen=True, slots=True)
class Built:
    """The command that ran in a package; `values` is a file that az takes as `--parameters`."""

    parameters: Done
    folder: Path

    @property
    def values(self) -> Path:
        """The parameters as a file."""
        return self.folder / "values.json"

    def request(self, subscription: str) -> Request:
        """The deployment that the files ask for."""
        properties = {
            "mode": "Incremental",
            "template": json.loads((self.folder / "main.json").read_text("utf-8")),
            "parameters": json.loads(self.values.read_text("utf-8"))["parameters"],
        }
        return read(subscription, "probe", json.dumps({"location": "westeurope", "properties": properties}))

    def command(self, verb: str, subscription: str, **options: str) -> str:
        """A deployment command over the compiled files, which saves starting Bicep; options replace its own."""
        words = {
            "subscription": subscription,
            "location": "westeurope",
            "name": "probe",
            "template-file": str(self.folder / "main.json"),
            "parameters": str(self.values),
            **options,
        }
        return f"az deployment sub {verb} " + " ".join(f"--{key} {shlex.quote(text)}" for key, text in words.items())


def build(example: Example) -> Mapping[str, Built]:
    """Build the parameters of every package; the files of later use stand beside its folder."""
    names = example.packages()
    done = together(example.azure, [(example.package(name), _PARAMETERS) for name in names])
    return {name: _kept(example, name, each) for name, each in zip(names, done, strict=True)}


def said(example: Example) -> Mapping[str, tuple[Done, Done]]:
    """What `az bicep build` and `az bicep lint` say about every package of an example."""
    names = example.packages()
    done = iter(together(example.azure, [(example.package(name), verb) for name in names for verb in _VERBS]))
    return {name: (next(done), next(done)) for name in names}


def _kept(example: Example, name: str, parameters: Done) -> Built:
    folder = example.folder.parent / "compiled" / name
    folder.mkdir(parents=True)
    shutil.copy(example.package(name) / "main.json", folder)
    values: dict[str, Any] = parameters.json()
    (folder / "values.json").write_text(values["parametersJson"], "utf-8")
    return Built(parameters, folder)


def template_of(parameters: Done) -> Any:
    """The template that `build-params` printed along."""
    return json.loads(parameters.json()["templateJson"])
