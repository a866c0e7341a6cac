"""Wings as data: every slip is told with file, line and what is needed."""


def test_a_date_that_is_not_of_the_campaign_is_told(copy):
    copy.spoil("air.toml", r'date = "2 Aug"', 'date = "2 Sep"')
    assert "date '2 Sep' is not of the campaign" in str(copy.only_problem)


def test_a_wing_of_no_side_is_told(copy):
    line = copy.spoil("air.toml", r'^side = "japan"', 'side = "japn"')
    assert (copy.only_problem.file, copy.only_problem.line) == ("common/air.toml", line)


def test_a_wing_may_not_have_the_name_of_a_counter(copy):
    line = copy.spoil("air.toml", r'^id = "SB"', 'id = "I/75"')
    told = [p for p in copy.problems if "an order could not tell them apart" in p.message]
    assert [(p.file, p.line) for p in told] == [("common/air.toml", line)]


def test_a_day_has_its_flights_once_and_not_too_many(copy):
    copy.spoil("air.toml", r'date = "3 Aug", flights = 1', 'date = "2 Aug", flights = 1000')
    assert [p.message for p in copy.problems if "is already there" in p.message or "needed 0 to 100" in p.message]


def test_only_wings_are_ordered_to_strike(copy):
    copy.spoil("record/orders.toml", r'task = "assault"', 'task = "strike"')
    assert "an air wing strikes or holds, nobody else strikes" in str(copy.only_problem)
