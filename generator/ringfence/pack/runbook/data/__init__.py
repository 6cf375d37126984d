"""Scripts about data: compute of Databricks."""
