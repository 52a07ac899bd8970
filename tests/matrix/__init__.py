"""Kitt on Matrix, against a real Synapse."""
