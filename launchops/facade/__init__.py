"""The parts of the facade `launchops.launch`: one file a noun, composition only."""
