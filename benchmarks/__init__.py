"""Speed and memory, measured: every figure stands beside a peer or a limit of the same run."""
