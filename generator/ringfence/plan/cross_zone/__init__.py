"""Resources of other packages that a package names, and the role assignments on them."""
