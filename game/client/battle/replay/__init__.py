"""The replay screen: the record's keyframes, the historical orders under our rules, and the table between them."""
