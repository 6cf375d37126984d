"""What is logged and what people hear of: flow logs, alerts, who receives them."""
