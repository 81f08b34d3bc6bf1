"""What the product knows: pure functions over frozen dataclasses, no Flask, SQL, files or clock."""
