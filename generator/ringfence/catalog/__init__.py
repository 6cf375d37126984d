"""Stage-independent facts about Azure: kinds, services, roles, regions, private-link zones, limits, with sources."""
