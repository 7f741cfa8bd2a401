"""The console (工作台): pages for officers, heads and supervisors; a client of the API, with no second way to anything."""
