"""Joint investigation (联合调查): convened by the responsible body of the grid, with members, to one conclusion."""
