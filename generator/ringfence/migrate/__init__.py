"""From one version of the blueprint language to the next, as text: comments, order and style stay."""

from ringfence.migrate.migration import Migrated, migrated, migrated_ledger
from ringfence.migrate.undecided import Undecided

__all__ = ["Migrated", "Undecided", "migrated", "migrated_ledger"]
