"""One use case a file, named as what it does. The web, the command line and the jobs call these."""
