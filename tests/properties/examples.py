"""How many random banks a run looks at: 500, or as many as RINGFENCE_EXAMPLES says."""

from __future__ import annotations

import os

from hypothesis import Phase

EXAMPLES = int(os.environ.get("RINGFENCE_EXAMPLES", "500"))
"""Examples of a property that is cheap; dear ones take a part of it."""
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
"""For whole banks: to look for a smaller one that fails takes minutes, and the first tells as much."""
