"""Shutdown by the government (停业、关闭): `steps` first; then its guards."""
