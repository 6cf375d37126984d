"""`ringfence diff`: two releases compared by what they deploy, by id and not by line."""
