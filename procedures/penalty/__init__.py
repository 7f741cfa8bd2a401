"""The ordinary penalty (行政处罚普通程序): `steps` first; then the prior notices, and the decisions and what became of them."""
