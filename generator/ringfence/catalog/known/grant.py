"""A role assignment of a folder, as `service.yaml` writes it."""

from typing import Literal

from ringfence.catalog.part import Sourced

Guest = Literal["supplier", "lake", "reached", "mlflow", "layers"]
Stage = Literal["identity", "persona", "key", "caller", "batch-caller", "owner", "pipeline", Guest]


class Grant(Sourced):
    """A role assignment: holder (symbol of an identity, persona, `caller` or `instanceOwner`), role, where and why.

    `on` is the service of the folder when left out; `group` (the package's resource group), `endpoint:<sub-resource>`
    (one of its private endpoints), `customer-key` (the institution's key vault), or the kind of another service.
    `stage` says when it is granted and by whose package: to people, to callers of an endpoint, to owners of instances,
    to identities of the package (before its lead is made, and on the lead once that is there), to identities of another
    package by that one (`supplier`, `lake`, and `reached` for what else its connections lead to) or by this one
    (`mlflow`, `layers`), on a key (`key`), to callers of any batch endpoint (`batch-caller`). Left out, a persona gives
    `persona`, `caller` gives `caller`, `instanceOwner` gives `owner`, else it is `identity`. `containers` limit data
    actions on an account to containers of these names, in which `*` stands for anything. `purposes` narrows what a
    persona holds to packages for these, `promoted` to those in which pipelines promote models (true) or do not (false),
    `released` likewise to those to whose endpoints they release models.
    """

    holder: str
    role: str
    on: str = ""
    containers: tuple[str, ...] = ()
    stage: Stage | Literal[""] = ""
    purposes: tuple[str, ...] = ()
    promoted: bool | None = None
    released: bool | None = None
    why: str
    source: str
