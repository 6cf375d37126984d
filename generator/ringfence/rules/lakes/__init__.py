"""Design rules about catalogs over lakes."""
