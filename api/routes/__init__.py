"""One small file of routes for each resource."""
