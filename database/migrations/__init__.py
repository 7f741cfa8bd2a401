"""The steps by which the database of registry and docket came to its present form."""
