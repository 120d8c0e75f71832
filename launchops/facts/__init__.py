"""The columnar copy of the user data: `build` makes a version of it from the store, `connect` reads one."""
