"""What must close between service folders, purposes and tables: what one names, another has."""
