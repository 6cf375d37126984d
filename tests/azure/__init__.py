"""Generated packages through the unmodified azure-cli: against a stand-in for Azure, or a real subscription."""
