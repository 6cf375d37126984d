"""Scripts for what people keep above a lake: catalogs of Unity Catalog."""
