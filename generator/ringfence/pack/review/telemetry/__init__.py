"""What people hear of, in the review."""
