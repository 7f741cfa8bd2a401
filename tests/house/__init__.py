"""The house inspects itself: rules that no reviewer has to remember."""
