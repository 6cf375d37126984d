"""`ringfence confirm`: asks a deployment for what no source confirms; one file a check, and a report without names."""
