"""Services of a package: the general case from a service folder, and one file for each that needs arithmetic."""
