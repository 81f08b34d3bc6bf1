"""What is checked and proved of definitions."""
