"""Who and where: grids, units and their duties, officers and certificates, parties, tokens, sealed complainants."""
