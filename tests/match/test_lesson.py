"""The course of a lesson: a step waits for its act, and for no other; skipped, done again, gone back."""

from __future__ import annotations

from game.match.lesson import Act, Course, begun
from game.model.lesson import Awaited, Lesson, LessonStep

TAKE = LessonStep(id="take", title="t", say="s", window="w", terminal="x", waits=(Awaited(act="took", unit="I/75"),))
SEAL = LessonStep(id="seal", title="t", say="s", window="w", terminal="x", waits=(Awaited(act="turned"),))
PLAN = LessonStep(
    id="plan",
    title="t",
    say="s",
    window="w",
    terminal="x",
    waits=(
        Awaited(act="ordered", unit="AR", task="fire", hex=(23, 30), not_before="6 Aug 09:15"),
        Awaited(act="opened", what="plan"),
    ),
)
TOOK, TURNED, OPENED = Act("took", "I/75"), Act("turned"), Act("opened", what="plan")


def fire(pulse: int) -> Act:
    return Act("ordered", "AR", (23, 30), "fire", "", "preparation", pulse)


def lesson(*steps: LessonStep) -> Course[str]:
    made = Lesson(format=1, id="a", number=1, title="t", about="a", minutes=5, side="japan", end="e", step=steps)
    return begun(made, "start", {"6 Aug 09:15": 805}).follow((), (), "start")


def test_a_step_is_over_when_its_act_was_done_and_keeps_where_the_game_stood():
    course = lesson(TAKE, SEAL).follow((TOOK,), (), "taken")
    assert (course.at, course.mark) == (1, "taken")
    course = course.follow((), (TURNED,), "turn 2")
    assert course.is_over
    assert course.step is None
    assert course.follow((TOOK,), (TURNED,), "later") is course


def test_another_act_does_not_do():
    course = lesson(TAKE, SEAL)
    for other in (Act("took", "II/75"), Act("looked", hex=(1, 1)), fire(900)):
        course = course.follow((other,), (), "x")
    assert course.follow((), (TURNED,), "x").at == 0


def test_what_the_step_does_not_say_may_be_anything():
    course = lesson(
        LessonStep(id="d", title="t", say="s", window="w", terminal="x", waits=(Awaited(act="ordered", task="dig"),))
    )
    assert course.follow((Act("ordered", "III/75", None, "dig"),), (), "x").is_over


def test_an_order_that_was_taken_back_does_not_count_and_a_page_that_was_closed_does():
    course = lesson(PLAN).follow((fire(805),), (), "x")
    assert [w.act for w in course.missing()] == ["opened"]
    course = course.follow((OPENED,), (), "x")
    assert [w.act for w in course.missing()] == ["ordered"], "the order is gone"
    assert course.follow((fire(805),), (), "x").is_over, "the plan was seen"


def test_an_order_that_starts_too_early_does_not_do():
    course = lesson(PLAN).follow((OPENED, fire(804)), (), "x")
    assert not course.is_over
    assert course.follow((fire(806),), (), "x").is_over


def test_what_was_done_before_the_step_began_waits_for_the_pupil():
    course = lesson(SEAL, TAKE).follow((TOOK,), (TURNED,), "turn 2").follow((TOOK,), (), "x")
    assert course.at == 1
    assert course.is_done
    assert course.follow((TOOK,), (), "x").at == 1, "it does not fly past"
    assert course.skip("x").is_over
    laid_down = course.follow((), (), "x").skip("x")
    assert laid_down.is_over


def test_who_goes_on_by_himself_is_followed():
    course = lesson(SEAL, TAKE, PLAN).follow((TOOK,), (TURNED,), "turn 2").follow((TOOK,), (), "x")
    assert course.is_done
    assert course.follow((TOOK, fire(805)), (), "x").at == 2, "another order"
    reads = course.follow((TOOK,), (TURNED,), "x", is_busy=True)
    assert reads.at == 1
    assert reads.follow((TOOK,), (), "x").at == 2, "another turn"


def test_while_the_pupil_reads_the_next_step_waits():
    course = lesson(TAKE, SEAL).follow((TOOK,), (), "x", is_busy=True)
    assert (course.at, course.missing()) == (0, ())
    assert course.follow((), (), "x").at == 1


def test_skipped_done_again_and_gone_back():
    first = lesson(TAKE, PLAN, SEAL)
    second = first.skip("at two").follow((OPENED,), (), "x")
    third = second.skip("at three")
    assert (third.at, third.mark) == (2, "at three")
    assert (third.back().at, third.back().mark) == (1, "at two")
    assert len(third.back().missing()) == 2, "from its beginning"
    assert (second.again().at, second.again().mark) == (1, "at two")
    assert len(second.missing()) == 1
    assert len(second.again().missing()) == 2
    assert first.back().at == 0
