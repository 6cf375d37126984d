"""What logs of networks are, as the plan has them."""
