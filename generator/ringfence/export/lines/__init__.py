"""Which lines of the Bicep of a folder make what the plan holds."""
