"""Parts of services about data: lifecycles of a lake, compute of Databricks."""
