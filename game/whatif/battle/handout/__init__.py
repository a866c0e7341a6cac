"""What a class is handed on paper: briefings, map sheet, counters, orders form, rules in four pages, questions and answers."""
