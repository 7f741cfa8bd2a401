"""Rehearsals on the real engine."""
