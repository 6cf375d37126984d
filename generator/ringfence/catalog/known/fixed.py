"""What Azure cannot change in place, and what it keeps after a delete: rows of the folders of services and of kinds."""

from typing import Literal

from ringfence.catalog.part import Sourced


class Fixed(Sourced):
    """A property that Azure does not change once the resource is there.

    `refuses` says which change: `any`; `lower` for a smaller number, or an earlier word of `order`; `off` for a flag
    that is taken back. `way` is how people get the new value all the same. `noted` is for what Azure refuses under a
    condition that no plan knows: it is said, and stops nothing.
    """

    path: str
    refuses: Literal["any", "lower", "off"] = "any"
    order: tuple[str, ...] = ()
    noted: bool = False
    why: str
    way: str
    source: str


class Held(Sourced):
    """What forbids to delete a resource, or keeps its name or content once it is deleted, and for how long.

    `until` says until when; a property in braces, by its path in the body, is the value that the plan has there.
    `forbids` is for what Azure does not delete before then, and with it nothing that it is in.
    """

    why: str
    until: str = ""
    forbids: bool = False
    source: str
