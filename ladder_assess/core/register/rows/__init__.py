"""The rows of a register: how each is read, what it says, and what was met in all."""
