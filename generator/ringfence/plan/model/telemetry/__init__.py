"""What people hear of: alerts and who receives them."""
