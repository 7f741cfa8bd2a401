"""Programs beside the product: what writes pages, locks and baselines off the code, and the check of proofs offline."""
