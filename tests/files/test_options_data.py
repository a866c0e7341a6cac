"""The general's options as data: every slip is told with file, line and what is needed."""


def test_a_figure_outside_the_range_of_a_plan_is_told(copy):
    line = copy.spoil("options.toml", r"crest = 1", "crest = 4")
    assert (copy.only_problem.file, copy.only_problem.line) == ("common/options.toml", line)
    assert "has crest = 4; needed 0 to 3" in copy.only_problem.message


def test_an_unknown_key_of_a_plan_is_told_with_the_nearest(copy):
    copy.spoil("options.toml", r"pursues = 4", "pursue = 4")
    assert "pursues" in str(copy.only_problem)


def test_a_branch_leads_to_an_option_that_exists(copy):
    copy.spoil("options.toml", r'when = "lost", to = "here"', 'when = "lost", to = "there"')
    assert "option 'there' is unknown" in str(copy.only_problem)


def test_a_word_for_a_talk_is_for_no_place(copy):
    copy.spoil("options.toml", r'^desk = "sign"', 'desk = "sign"\neach = true')
    assert "needed without `each` and `branches`" in str(copy.only_problem)


def test_the_habit_of_the_staff_is_one_of_them(copy):
    copy.spoil("options.toml", r'^id = "staff"', 'id = "usual"')
    assert "needed one of id = 'staff' among them" in str(copy.only_problem)


def test_no_battle_has_to_have_any(copy):
    (copy.folder.parent / "common" / "options.toml").unlink()
    assert copy.problems == []
