"""What stands in a data lake beside its accounts: layers, and catalogs over them."""
