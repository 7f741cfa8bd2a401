"""The system inspects itself: rules that no reviewer has to remember."""
