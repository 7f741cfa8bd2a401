"""Rehearsals (演练): a case file as commands, played in virtual time, and shown beside what the file says."""
