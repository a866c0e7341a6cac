"""The last page of a battle: verdict, course, luck, the computer's plan, the claims of 1938; facts first, then the page."""
