"""What the headings of a register may mean, in words of many systems and languages."""
