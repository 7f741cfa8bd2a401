"""Shared evidence from hand to hand (证据保管链)."""
