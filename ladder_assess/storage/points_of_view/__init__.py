"""What those on the other side say of an activity."""
