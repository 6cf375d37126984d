"""The commands that drive azure-cli, with an `az` on PATH that answers as a test wants it to."""
