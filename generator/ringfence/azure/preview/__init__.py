"""What a what-if says: its answer as typed values, the noise in it, and the prediction that it is held against."""
