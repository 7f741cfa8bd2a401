"""What was once told to the world or kept is understood for ever."""
