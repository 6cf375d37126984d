"""The generated repository of pipelines: its workflows, pipelines, steps and scripts."""
