"""The layers of a data lake, which connections, groups and catalogs name."""

from typing import Literal, get_args

Layer = Literal["bronze", "silver", "gold"]
LAYERS: tuple[Layer, ...] = get_args(Layer)
