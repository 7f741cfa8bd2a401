"""The procedures of the statute: the list of files is their table of contents; what needs several is a folder."""
