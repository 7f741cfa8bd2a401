"""Tests of the review: published cases against what a lawyer reads in them, and everything a file can do wrong."""
