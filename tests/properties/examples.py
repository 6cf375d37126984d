"""How many random banks a run looks at: 500, or as many as RINGFENCE_EXAMPLES says."""

from __future__ import annotations

import os

EXAMPLES = int(os.environ.get("RINGFENCE_EXAMPLES", "500"))
"""Examples of a property that is cheap; dear ones take a part of it."""
