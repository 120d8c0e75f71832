"""Judgement: records and metric results in, frozen verdicts as codes and messages out."""
