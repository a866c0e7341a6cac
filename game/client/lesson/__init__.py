"""Lessons in the window: a panel with the step, a ring round what it points at, and the way through."""
