"""Help for users: starting points, services, the keys of the language, and what each finding means."""
