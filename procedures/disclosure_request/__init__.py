"""The request for government information (依申请公开), from its receipt to the archive."""
