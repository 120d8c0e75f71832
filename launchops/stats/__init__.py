"""Statistics on counts: pure functions, no engine, no clock."""
