"""What touches the world: the judgment with its docket row, other systems, other files, the law in force."""
