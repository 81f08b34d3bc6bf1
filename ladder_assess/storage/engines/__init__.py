"""The engines that a database may run on; the rest of storage knows none of them by its driver."""
