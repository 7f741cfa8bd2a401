"""Evidence and papers (证据材料): kept by their content, in a folder or an object store; never a byte in a history."""
