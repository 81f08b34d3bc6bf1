"""What definitions of instruments are checked for."""
