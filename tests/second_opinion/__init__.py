"""What another program, written by others, says about the packages: every finding is fixed or waived with a reason."""
