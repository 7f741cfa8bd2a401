"""Amounts of money and the thresholds they meet: each with its working, its articles and its warnings; all Decimal."""
