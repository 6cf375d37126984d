"""Types of the plan about data: compute of Databricks."""
