"""Previews and deploys the packages of a generated folder: drives the unmodified azure-cli, and reads what it says."""
