"""Rehearsals (演练): a case file turned into commands, played on the engine in virtual time, and shown beside what the file says."""
