"""The parts of the input language about data: ageing of files, compute of Databricks, the scan of a catalogue."""
