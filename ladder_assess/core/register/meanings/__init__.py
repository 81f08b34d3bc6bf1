"""What the words of a register mean where they are none of the answers."""
