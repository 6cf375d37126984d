"""What the release before leaves in Azure, and what this one adds to it, as deletes in an order that Azure takes."""
