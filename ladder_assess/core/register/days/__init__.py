"""Days as registers write them: in which order, as spans, and at which fineness."""
