"""Tables of the review about data: compute of Databricks."""
