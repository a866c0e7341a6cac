"""The map: its picture, the camera over it, and what lies on it."""
