"""The last page of a battle in the window: verdict, course, luck, plan and claims on one sheet of paper."""
