"""A feature is one folder: throw-away services and purposes that go all the way, and folders that do not close."""
