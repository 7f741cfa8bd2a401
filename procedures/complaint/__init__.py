"""The complaint's own file, from its receipt to its archive (投诉举报件的办理)."""
