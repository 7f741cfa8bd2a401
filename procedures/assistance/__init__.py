"""Requests for assistance (协助调查): asked in one file, dealt with in a file of its own."""
