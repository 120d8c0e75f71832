"""Metrics: Ibis expressions over the fact tables, reduced by the engine to small, documented counts."""
