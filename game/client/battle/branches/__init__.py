"""The tree of games in the window: leaving history, the page of all branches, their lines beside the record's."""
