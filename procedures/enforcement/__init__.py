"""Enforcement through the court (申请人民法院强制执行): `steps` first; then its guards and the window to apply."""
