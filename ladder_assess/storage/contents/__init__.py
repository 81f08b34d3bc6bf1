"""Where evidence files lie: beside the database, in a folder that hosts share, or in a bucket."""
