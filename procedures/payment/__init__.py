"""Payment of what a decision orders (缴纳): `steps` first; then what is owed on a day."""
