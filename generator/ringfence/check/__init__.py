"""Stage 5: compares Bicep's prediction with the plan and the catalogue; each difference is a finding."""

from ringfence.check.bicep import Bicep, BicepError, ToolMissing, locate
from ringfence.check.run import certify, check

__all__ = ["Bicep", "BicepError", "ToolMissing", "certify", "check", "locate"]
