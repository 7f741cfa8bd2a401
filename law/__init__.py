"""What the statute says: dated rules, the calendar, term arithmetic. Pure; knows no clock and no I/O beyond its own data files."""
