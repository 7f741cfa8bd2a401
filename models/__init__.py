"""The words of a case: people, acts, terms, standing; frozen values that every other part speaks in."""
