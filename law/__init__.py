"""What the statute says: dated rules, the calendar, term arithmetic. Pure: no clock, no I/O but its own data."""
