"""The layers of a data lake, which connections, groups and catalogs name."""

from typing import Literal, get_args

DataLayer = Literal["bronze", "silver", "gold"]
"""Layers of data that is worked on."""
Layer = Literal["bronze", "silver", "gold", "evidence"]
"""Every container of a lake: its layers, and `evidence` where the blueprint asks for it."""
LAYERS: tuple[Layer, ...] = get_args(Layer)
EVIDENCE: Literal["evidence"] = "evidence"
"""The container of files that must be kept."""
