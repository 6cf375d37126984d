"""Stage 5: Bicep, the plan and the catalogue are heard against each other; what they do not agree on is a finding."""

from generator.check.bicep import Bicep, BicepError, ToolMissing, locate
from generator.check.run import certify, check

__all__ = ["Bicep", "BicepError", "ToolMissing", "certify", "check", "locate"]
