"""Who sends complaints in without being registered: the public form, which waits for the answer as a system does."""

PUBLIC_FORM = "web-report"
"""The sender of what anybody enters on the public form (网上举报)."""
