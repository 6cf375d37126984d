"""Stage 5: Bicep, the plan and the catalogue are heard against each other; what they do not agree on is a finding."""

from ringfence.check.bicep import Bicep, BicepError, ToolMissing, locate
from ringfence.check.run import certify, check

__all__ = ["Bicep", "BicepError", "ToolMissing", "certify", "check", "locate"]
