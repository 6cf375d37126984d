"""The plan's types: frozen dataclasses, tuples, `ipaddress` values; no behaviour, no Azure client, no clock."""
