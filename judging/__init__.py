"""How a file is judged: record, terms, admission, standing; pure, and the same for every kind of file."""
