"""Transfers between units (移送): what the sender does, what the receiver does, and what each is told of the other."""
