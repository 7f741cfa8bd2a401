"""What a joint investigation leads to (联合调查后续处理)."""
