"""Sound made by code: what the waves are, what is heard of a pulse, and a speaker that is silent rather than in the way."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import numpy as np
import pygame
import pytest

from game.client.app import App
from game.client.battle.film import Film
from game.client.battle.log import group_of
from game.client.battle.screen import BattleScreen
from game.client.kit.settings import Settings
from game.client.kit.sound import CEILING, MOST, SOUNDS, Heard, Speaker, sounds_of
from game.client.kit.sound import device as device_room
from game.client.kit.sound.catalogue import STANDS, everything, stand, wave_of
from game.client.kit.sound.listening import CUES, OFF_MAP_HEXES, sound_of
from game.client.kit.sound.waves import RATE, brightness_hz, count, peaks_to_come, samples
from game.client.library import scenario
from game.client.map.position import Position
from game.client.pages.options import OptionsDialog
from game.files.language import settings_file
from game.match.battle import Event
from game.rules.battle import codes
from tests.client.drive import frame, key, press

WAVES = {(name, away): wave_of(name, away) for name, away in everything()}
CARRYING = [name for name, sound in SOUNDS.items() if sound.carries]
MIDDLE = (18, 23)


def event(kind: str, where: tuple[int, int] | None = MIDDLE, *, pulse: int = 0, men: int = 1) -> Event:
    """Something that happened in a pulse."""
    return Event(1, pulse, "", kind, "", "", where, (men, 100, 0), "what happened", frozenset(), (), True, 0)


@pytest.fixture
def speaker() -> Iterator[Speaker]:
    """A speaker on the dummy device with every sound made, five seconds after it was begun."""
    made = Speaker(100)
    made.tick(0.0)
    ready(made)
    made.tick(5.0)
    assert made.is_on, made.fault
    yield made
    made.close()


def ready(speaker: Speaker) -> None:
    """Waits until nothing more is being made."""
    end = time.monotonic() + 60.0
    while not speaker.is_ready:
        assert time.monotonic() < end, "the sounds were not made in time"
        time.sleep(0.01)


# ------------------------------------------------------------------------------------------------ waves


@pytest.mark.parametrize(("name", "away"), list(WAVES))
def test_every_sound_is_finite_of_its_length_and_gentle(name: str, away: int):
    wave = WAVES[name, away]
    assert np.isfinite(wave).all()
    assert len(wave) == count(SOUNDS[name].seconds)
    assert 0.0 < np.abs(wave).max() <= SOUNDS[name].peak + 1e-9
    assert SOUNDS[name].peak < CEILING


@pytest.mark.parametrize("name", [name for name, sound in SOUNDS.items() if not sound.loops])
def test_what_is_played_once_begins_and_ends_without_a_crack(name: str):
    wave = WAVES[name, 0]
    assert abs(wave[0]) < 0.001
    assert abs(wave[-1]) < 0.001


@pytest.mark.parametrize("name", [name for name, sound in SOUNDS.items() if sound.loops])
def test_the_end_of_a_loop_runs_on_into_its_beginning(name: str):
    wave = WAVES[name, 0]
    assert abs(wave[0] - wave[-1]) <= np.abs(np.diff(wave)).max()
    third = len(wave) // 3
    assert np.std(wave[:third]) == pytest.approx(np.std(wave[-third:]), rel=0.35)


@pytest.mark.parametrize("name", CARRYING)
def test_what_is_far_is_duller_and_softer(name: str):
    bright = [brightness_hz(WAVES[name, away]) for away in STANDS]
    loud = [np.abs(WAVES[name, away]).max() for away in STANDS]
    assert bright == sorted(bright, reverse=True)
    assert loud == sorted(loud, reverse=True)
    assert bright[-1] < 0.75 * bright[0]


def test_night_is_softer_than_rain_and_rain_softer_than_anything_that_happens():
    peaks = {name: sound.peak for name, sound in SOUNDS.items()}
    assert peaks.pop("night") < peaks.pop("rain") / 2
    assert SOUNDS["rain"].peak < min(peaks.values())


@pytest.mark.parametrize("name", SOUNDS)
def test_a_sound_is_the_same_each_time_it_is_made(name: str):
    assert (samples(wave_of(name)) == samples(WAVES[name, 0])).all()


def test_a_sound_is_the_same_in_another_process(run_python: Callable[..., str]):
    code = (
        "import zlib; from game.client.kit.sound.catalogue import wave_of; from game.client.kit.sound.waves import samples;"
        "print(zlib.crc32(samples(wave_of('grenades', 7)).tobytes()))"
    )
    assert run_python(code, PYTHONHASHSEED="7").split()[-1] == run_python(code, PYTHONHASHSEED="8").split()[-1]


def test_the_nearest_distance_that_was_made_is_played():
    assert [stand("guns", d) for d in (0, 1, 2, 5.1, 12, 400)] == [0, 0, 3, 7, 14, 25]
    assert stand("stamp", 400) == 0


def test_the_loudness_still_to_come_never_rises():
    wave = WAVES["guns", 0]
    to_come = peaks_to_come(wave, 0.05)
    assert to_come[0] == pytest.approx(np.abs(wave).max())
    assert (np.diff(to_come) <= 0).all()
    for k in (0, 7, 20):
        assert to_come[k] == pytest.approx(np.abs(wave[k * count(0.05) :]).max())


# ------------------------------------------------------------------------------------------------ from events to sounds


def test_the_table_holds_kinds_of_events_and_sounds_that_exist():
    assert set(CUES) <= {name for name in vars(codes) if name.startswith("EV_")}
    assert {cue.sound for cue in CUES.values()} <= set(SOUNDS)
    assert {sound_of(event("EV_FIRE", men=n)) for n in (1, 30)} == {"rifles", "machine_gun"}


def test_every_kind_of_shooting_has_a_sound():
    shooting = {"EV_FIRE", "EV_SHELLS", "EV_CONTEST", "EV_COUNTER", "EV_TANKS", "EV_THROWN_BACK", "EV_HEX_TAKEN"}
    assert shooting <= set(CUES)
    assert {sound_of(event(kind)) for kind in CUES} >= set(CARRYING) - {"machine_gun"}


def test_nothing_is_told_by_sound_alone():
    texts = {e.code: e.text for e in scenario("silent-assault").events}
    for kind in CUES:
        assert len(texts[kind]) > 5
        assert group_of(kind) in ("combat", "movement", "sight")


def test_a_kind_that_is_not_in_the_table_is_silent():
    assert sounds_of([event("EV_RALLIED"), event("EV_NEW_IN_ANOTHER_VERSION")], MIDDLE) == ()


def test_a_pulse_says_few_things_each_once_from_its_nearest_place():
    pulse = [
        event("EV_FIRE", (18, 20)),
        event("EV_FIRE", (18, 24)),
        event("EV_SHELLS", (4, 4)),
        event("EV_SHELLS", None),
    ]
    assert sounds_of(pulse, MIDDLE) == (Heard("guns", 24.0), Heard("rifles", 1.0))
    assert sounds_of([event("EV_SHELLS", None)], MIDDLE) == (Heard("guns", OFF_MAP_HEXES),)


def test_of_many_events_the_weightiest_are_heard():
    pulse = [event(kind, (18, 23 + k % 5), men=9 * (k % 2)) for k, kind in enumerate(CUES)]
    heard = sounds_of(pulse, MIDDLE)
    assert len(heard) == MOST
    assert heard[0].sound == "stamp"
    assert {h.sound for h in heard} <= {"stamp", "grenades", "tanks"}
    assert sounds_of(pulse, MIDDLE, 1) == heard[:1]
    assert sounds_of(reversed(pulse), MIDDLE) == heard


# ------------------------------------------------------------------------------------------------ the speaker


def test_a_sound_is_heard_once_it_is_made(speaker: Speaker):
    assert speaker.play("stamp")
    assert pygame.mixer.get_busy()
    assert not speaker.play("stamp")  # it still sounds
    speaker.tick(7.0)
    assert speaker.play("stamp")
    with pytest.raises(KeyError):
        speaker.play("trumpet")


def test_eight_channels_together_stay_under_the_ceiling(speaker: Speaker, monkeypatch: pytest.MonkeyPatch):
    begun: list[tuple[float, np.ndarray]] = []
    volumes: dict[int, float] = {}
    start = speaker._start

    def noted(channel, voice, share, loops):
        name, away = next(key for key, v in speaker._voices.items() if v is voice)
        begun.append((speaker._now, share * WAVES[name, away]))
        volumes[channel] = share
        return start(channel, voice, share, loops)

    monkeypatch.setattr(speaker, "_start", noted)
    now = 5.0
    for k in range(120):
        now += 0.05
        speaker.tick(now)
        for name in list(SOUNDS)[k % 3 :: 3]:
            if not SOUNDS[name].loops:
                speaker.play(name, (k * 5) % 27)
    mixed = np.zeros(count(now + 10.0))
    for at, wave in begun:
        mixed[count(at) : count(at) + len(wave)] += wave
    loops = sum(sound.peak for sound in SOUNDS.values() if sound.loops)
    assert len(begun) > 20
    assert len(volumes) <= device_room.CHANNELS - 2
    assert 0.3 < np.abs(mixed).max() + loops <= CEILING


def test_rain_and_night_come_and_go_slowly(speaker: Speaker):
    speaker.ambience(rain=1.0, night=True)
    now = 5.0
    levels = []
    for _ in range(40):
        now += 0.05
        speaker.tick(now)
        levels.append(speaker._level["rain"])
    assert levels[0] < 0.1
    assert levels[-1] == 1.0
    assert pygame.mixer.Channel(0).get_busy()
    assert pygame.mixer.Channel(1).get_busy()
    speaker.ambience()
    for _ in range(40):
        now += 0.05
        speaker.tick(now)
    assert not pygame.mixer.Channel(0).get_busy()


def test_choices_of_the_user_hold_at_once(speaker: Speaker):
    speaker.ambience(rain=1.0)
    for k in range(60):
        speaker.tick(5.0 + 0.1 * k)
    loud = speaker._voices["rain", 0].sound.get_volume()
    speaker.tune(40, True, True)
    assert speaker._voices["rain", 0].sound.get_volume() < 0.5 * loud
    speaker.tune(40, False, True)
    assert not speaker.play("click")
    speaker.tune(40, True, False)
    assert speaker.play("click")
    for k in range(60):
        speaker.tick(12.0 + 0.1 * k)
    assert not pygame.mixer.Channel(0).get_busy()
    speaker.tune(0, True, True)
    speaker.tick(30.0)
    assert not speaker.play("stamp")


def test_a_call_in_a_frame_takes_no_time(speaker: Speaker):
    begun = Speaker(100)
    spent = []
    for k in range(200):
        before = time.thread_time()
        begun.ambience(rain=1.0, night=True)
        begun.tick(0.02 * k)
        begun.play("guns", k % 30)
        spent.append(time.thread_time() - before)
        time.sleep(0.001)
    ready(begun)
    assert sorted(spent)[-2] < 0.005
    begun.close()


# ------------------------------------------------------------------------------------------------ silence


def silent(speaker: Speaker) -> bool:
    """Every call does nothing and complains of nothing."""
    speaker.ambience(rain=1.0, night=True)
    speaker.tick(50.0)
    speaker.tick(60.0)
    heard = [speaker.play(name, 3) for name in SOUNDS]
    return not any(heard) and not speaker.is_on


def test_without_a_device_there_is_silence(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]):
    monkeypatch.setenv("SDL_AUDIODRIVER", "no such driver")
    speaker = Speaker(100)
    speaker.tick(0.0)
    ready(speaker)
    assert silent(speaker)
    assert "no such driver" in speaker.fault
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    speaker.tune(100, True, True)  # asked for once more
    ready(speaker)
    assert speaker.is_on
    speaker.close()
    assert capfd.readouterr() == ("", "")


def test_a_mixer_that_something_else_has_opened_in_another_form_is_opened_anew():
    pygame.mixer.init(44100, -16, 2, allowedchanges=0)
    speaker = Speaker(100)
    speaker.tick(0.0)
    ready(speaker)
    assert (speaker.is_on, speaker.fault) == (True, "")
    speaker.close()


def test_no_device_prints_nothing(run_python: Callable[..., str]):
    """Without a driver named, the libraries of the system are asked, and those are talkative."""
    code = """
import os, sys, tempfile, time
spoken = tempfile.TemporaryFile()
os.dup2(spoken.fileno(), 2)
from game.client.kit.sound import Speaker
speaker = Speaker(1)
speaker.begin()
while not speaker.is_ready:
    time.sleep(0.01)
assert not speaker.is_on and not speaker.play("stamp")
speaker.close()
sys.stderr.flush()
spoken.seek(0)
print("said:", spoken.read())
"""
    nothing = {"ALSA_CONFIG_PATH": "/nowhere", "PULSE_SERVER": "/nowhere", "XDG_RUNTIME_DIR": "/nowhere"}
    assert run_python(code, SDL_AUDIODRIVER="alsa", **nothing).split("\n")[-2] == "said: b''"


def test_a_device_lost_while_it_plays_is_silence(speaker: Speaker, capfd: pytest.CaptureFixture[str]):
    assert speaker.play("victory")
    pygame.mixer.quit()
    assert silent(speaker)
    speaker.close()
    assert capfd.readouterr() == ("", "")


def test_a_device_that_refuses_in_the_middle_is_silence(speaker: Speaker, monkeypatch: pytest.MonkeyPatch):
    def refuse(number: int) -> None:
        raise pygame.error("the device is gone")

    monkeypatch.setattr(pygame.mixer, "Channel", refuse)
    assert not speaker.play("stamp")
    assert silent(speaker)


def test_a_closed_speaker_may_be_begun_again(speaker: Speaker):
    speaker.close()
    assert silent_at_rest(speaker)
    speaker.tick(0.0)
    ready(speaker)
    speaker.tick(9.0)
    assert speaker.play("click")


def silent_at_rest(speaker: Speaker) -> bool:
    """Nothing is heard of it, and no mixer is open."""
    return not speaker.play("click") and pygame.mixer.get_init() is None


def test_a_speaker_at_nought_never_touches_the_device():
    for quiet in (Speaker(), Speaker(0), Speaker(50, effects=False, ambience=False)):
        quiet.tick(0.0)
        quiet.tick(9.0)
        assert silent_at_rest(quiet)


# ------------------------------------------------------------------------------------------------ in the window


def listen(app: App, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the sounds asked for from now on."""
    heard: list[str] = []
    monkeypatch.setattr(app.speaker, "play", lambda name, distance_hexes=0: heard.append(name))
    return heard


def test_tests_are_quiet(app: App, battle: Callable[..., BattleScreen]):
    battle("japan")
    key(app, "n", "h")
    assert not app.speaker.is_wanted
    assert silent_at_rest(app.speaker)


def test_pencil_refusal_and_seal_are_heard(
    app: App, battle: Callable[..., BattleScreen], monkeypatch: pytest.MonkeyPatch
):
    heard = listen(app, monkeypatch)
    screen = battle("japan")
    key(app, "n", "h")
    assert heard == ["pencil"]
    screen.hand.aim("fire", (18, 23))
    assert screen.hand.refused
    assert heard[1:] == ["refusal"]
    monkeypatch.setattr(screen.turning, "_resolve", lambda: None)
    key(app, "Ctrl Enter")
    assert heard[2:] == ["stamp"]


def test_buttons_click_and_dialogs_rustle(
    app: App, battle: Callable[..., BattleScreen], monkeypatch: pytest.MonkeyPatch
):
    screen = battle("japan")
    heard = listen(app, monkeypatch)
    screen.show(OptionsDialog(screen))
    press(app, "Close")
    assert heard == ["rustle", "click"]


def test_each_pulse_of_a_film_is_heard_once(battle: Callable[..., BattleScreen], monkeypatch: pytest.MonkeyPatch):
    screen = battle("japan")
    heard = listen(screen.app, monkeypatch)
    frames = [Position("31 Jul 02:15", (), (), None, "night", "clear")] * 4
    events = [event("EV_SHELLS", pulse=0), event("EV_FIRE", pulse=1), event("EV_RALLIED", pulse=2)]
    screen.film = film = Film(frames, events)
    screen.phase, film.is_playing = "film", False
    for step in (1, 1, -1, 1, 1):
        film.step(step)
        screen.tick(0.0)
        screen.tick(0.0)
    assert heard == ["guns", "rifles", "rifles"]
    assert screen.weather == (0.0, True)
    screen.phase = "passed"
    assert screen.weather == (0.0, False)


def test_the_weather_of_the_page_on_top_is_heard(app: App, battle: Callable[..., BattleScreen]):
    screen = battle("japan")
    frame(app)
    assert app.speaker._wished == {"rain": screen.weather[0], "night": float(screen.weather[1])}


def test_sound_is_chosen_in_the_settings_and_kept(app: App, battle: Callable[..., BattleScreen]):
    screen = battle("japan")
    dialog = OptionsDialog(screen)
    screen.show(dialog)
    dialog._hear(2)
    assert (app.settings.effects, app.settings.ambience) == (False, True)
    dialog._hear(0)
    dialog._volume(5)
    assert app.speaker.volume == Settings.load().volume == 100
    ready(app.speaker)
    assert app.speaker.is_on
    dialog._volume(0)
    assert not app.speaker.is_wanted
    app.speaker.close()
    settings_file().unlink()


def test_a_damaged_volume_falls_back_to_the_usual_one():
    path = settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('{"volume": 4000}', encoding="utf-8")
    assert Settings.load().volume == Settings().volume == 40
    path.unlink()


def test_rate_and_length_agree_with_the_mixer(speaker: Speaker):
    assert pygame.mixer.get_init() == (RATE, -16, 1)
    assert speaker._voices["guns", 0].sound.get_length() == pytest.approx(SOUNDS["guns"].seconds, abs=0.001)
