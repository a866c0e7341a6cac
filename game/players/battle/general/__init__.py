"""The general: a commander who plays several plans on from what he believes before he orders, and keeps to the one he has."""
