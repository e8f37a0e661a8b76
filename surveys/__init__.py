"""Rounds, the questionnaire, its rules, surveys, their review and the figures they add up to."""
