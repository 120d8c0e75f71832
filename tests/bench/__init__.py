"""`make bench`: the metric engine on a large launch, beside the same questions asked in other ways."""
