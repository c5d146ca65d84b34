"""The long proofs: real processes, killed, crowded and attacked. `make proof` runs them, `make test` does not."""
