"""The what-if laboratory: a question put to history, both worlds played many times, the answers as distributions."""
