"""The one database of registry and docket: how it is reached, and how its form is brought up to date."""
