"""Whatever is typed: exit code 2, one line that says who and what, never a traceback."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from game.cli.main import main

ROOT = Path(__file__).parents[2]
NAME = "silent-assault"

LINES = [
    ("simulat", r'no command "simulat"; nearest: "simulate"'),
    ("--verbos", r"no option or argument --verbos"),
    ("simulate", r"needed: SCENARIO"),
    ("simulate silent-asault", r"silent-asault.*nearest is silent-assault"),
    ("simulate north-or-sout", r"at hand: changkufeng, .*silent-assault, north-or-south; nearest is north-or-south"),
    ("replay noth-or-south", r"nearest is north-or-south"),
    ("calibrate north-or-south", r"is the strategic game; this command needs a battle: changkufeng, "),
    ("simulate ../../etc", r"unknown"),
    ("simulate " + "x" * 5000, r"unknown"),
    (f"simulate {NAME} --games 0", r"needed a whole number 1 to 1000000, found '0'"),
    (f"simulate {NAME} --games ten", r"needed a whole number 1 to 1000000, found 'ten'"),
    (f"simulate {NAME} --games 1e9", r"found '1e9'"),
    (f"simulate {NAME} --games ٣", r"needed a whole number"),
    (f"simulate {NAME} --seed -1", r"--seed: needed a whole number 0 to"),
    (f"simulate {NAME} --workers 0", r"--workers: needed a whole number 1 to 256"),
    (f"simulate {NAME} --game 4", r"nearest: --games"),
    (f"simulate {NAME} --japan hisstory", r'no --japan "hisstory"; nearest: "history"'),
    (
        f"simulate {NAME} --japan plan:foward",
        r"no commander 'plan:foward' for japan in silent-assault.*nearest is plan:forward",
    ),
    (f"play {NAME} --side soviet --against plan:corps", r"no commander 'plan:corps' for japan in silent-assault"),
    (f"trial {NAME} plain plan:forward", r"no commander 'plan:forward' for soviet"),
    (f"trial {NAME} --without nearset", r"no commander \'nearset\'"),
    (f"trial {NAME} nowhere:Idle", r"ONE: cannot import nowhere:Idle: ModuleNotFoundError"),
    (f"play {NAME} --against nowhere:Idle", r"--against: cannot import nowhere:Idle"),
    (f"simulate {NAME} --what-if no-such-thing-here", r'no what-if "no-such-thing-here" in silent-assault'),
    (f"simulate {NAME} more words", r"no option or argument more here"),
    (f"compare {NAME}", r"needed: --what-if"),
    (f"compare {NAME} --what-if nothing", r'no what-if "nothing"'),
    (f"compare {NAME} --what-if history --out /nowhere/at/all/r.html", r"there is no folder /nowhere/at/all"),
    (f"compare {NAME} --what-if history --out /", r"--out: needed a name that ends in .html, found '/'"),
    (f"calibrate {NAME} --out /nowhere/r.html", r"there is no folder /nowhere"),
    ("calibrate nothing-like-it", r"unknown"),
    ("validate", r"needed: SCENARIO\|PATH"),
    ("show silent-assault --at yesterday", r"'yesterday' is no moment"),
    ("show silent-assault --at", r"--at: expected one argument"),
    ('show silent-assault --at "1 Jul Morning"', r"is no moment|runs from"),
    ('show silent-assault --at "31 Jul Mornin"', r'nearest: "31 Jul Morning"'),
    ("show silent-assault --hex 3", r"--hex: needed a whole number 16 to 96"),
    ("show silent-assault --side china", r'no side "china"'),
    ("show silent-assault --journal /nowhere.journal", r"cannot open /nowhere.journal|/nowhere.journal"),
    ("rules 99.99", r'no rule "99.99"'),
    ("rules zzzqqq", r'no rule "zzzqqq"'),
    ("outlook --given S=withdrw", r'no state "withdrw" in card S; nearest: "withdraw"'),
    ("outlook --given NN=clash", r'no card "NN"; nearest: "N'),
    ("outlook --given withdraw", r'"withdraw" is no choice; needed CARD=STATE'),
    ("outlook --given S=withdraw,S=own_attack", r"S is given twice, withdraw and own_attack"),
    ("outlook --given T=widened --seen T=widened", r"T: both --given and --seen"),
    ("outlook --seen E=consent,S=own_attack", r"this cannot come about"),
    ("outlook --dial sceptc", r'no dial "sceptc"; nearest: "sceptic"'),
    ("outlook --evidence Nomonhann", r'no card "Nomonhann"; nearest: "N'),
    ("outlook --thesis --sensitivity", r"cannot be printed together"),
    ("outlook --sample 0", r"--sample: needed a whole number 1 to"),
    ("outlook --scenario north-or-soth", r"nearest is north-or-south"),
    ("cards kanchzu", r'no card "kanchzu"; nearest: "kanchazu"'),
    ("what-ifs nowhere", r"unknown"),
    ("schema Nothing", r'no kind of entry "Nothing"'),
    ("play silent-assault --load /nowhere.journal", r"cannot open the saved game /nowhere.journal"),
    ("play nowhere", r"unknown"),
    ("replay nowhere", r"unknown"),
    ("replay silent-assault --what-if nothing", r'no what-if "nothing"'),
    ("replay silent-assault --at yesterday", r"'yesterday' is no page of the record"),
    ("replay silent-assault --film out.mp4", r"--film: needed a name that ends in .html / .gif, found 'out.mp4'"),
    ("replay silent-assault --out out.svg", r"--out: needed a name that ends in .png, found 'out.svg'"),
    ("replay silent-assault --film nowhere/out.html", r"there is no folder nowhere"),
    ("replay silent-assault --film nowhere/out.gif", r"there is no folder nowhere"),
    ("replay silent-assault --out nowhere/out.png", r"there is no folder nowhere"),
    (
        "replay silent-assault --film out.html --seed 3",
        r"--seed: the page is of the record alone; needed --film FILE.gif",
    ),
    ("replay silent-assault --film out.gif --out out.png", r"a picture or a film; needed one of them"),
    ("replay silent-assault --film out.gif --from yesterday", r"--from: 'yesterday' is no page of the record"),
    ("replay silent-assault --text --at 31 --from 30", r"--at: is one turn; needed it alone, or --from and --to"),
    ("replay changkufeng --film out.gif --from 13Jul --to 1938-07-14", r"--from: '13Jul' is no page of the record"),
    ('replay changkufeng --film out.gif --from "13 Jul" --to 1938-07-14', r"no map of these days; needed a turn"),
    ('replay changkufeng --text --from "6 Aug" --to "5 Aug"', r"--to: 5 Aug lies before --from 6 Aug"),
    ('replay changkufeng --film o.html --at "9 Aug" --to "5 Aug"', r"--at: 9 Aug lies outside the part"),
    ("replay silent-assault --from 31", r"--from, --to: the window has the whole record"),
    ("replay README.md --text", r"README.md: is no journal; needed a scenario, a .journal file"),
    ("replay north-or-south --film out.html", r"--film: north-or-south is the strategic game"),
    ("replay north-or-south --out out.png", r"--out: north-or-south is the strategic game"),
    ("replay north-or-south --text --from T9 --to T3", r"--to: T3 lies before --from T9"),
    ("replay north-or-south --what-if umpire", r"--what-if: north-or-south is the strategic game"),
    ("replay north-or-south --text --at Act1", r"--at: Act1 is in no turn; needed T1 to T24"),
    ("show north-or-south --what-if umpire", r"--what-if: north-or-south is the strategic game"),
    ("show silent-assault --what-if nothing", r'no what-if "nothing"'),
]


@pytest.mark.parametrize(("line", "said"), LINES, ids=[line[:50] for line, _ in LINES])
def test_bad_input_is_answered_with_one_line_and_2(line, said, capsys):
    words = [w.strip('"') for w in re.findall(r'"[^"]*"|\S+', line)]
    code = main(words)
    out, err = capsys.readouterr()
    assert code == 2, (out, err)
    assert out == ""
    assert err.count("\n") == 1
    assert err.endswith("\n")
    assert err.startswith("changkufeng")
    assert re.search(said, err), err
    assert "Traceback" not in err
    assert len(err) < 6000


def test_validate_names_an_unknown_scenario_in_one_line(capsys):
    assert main(["validate", "nowhere"]) == 2
    out, err = capsys.readouterr()
    assert (out + err).count("\n") == 1
    assert "Traceback" not in out + err


@pytest.mark.slow
def test_a_full_disk_is_one_line_and_not_a_traceback():
    if not Path("/dev/full").exists():
        return
    command = [sys.executable, "-m", "game", "rules"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "No space left" in done.stderr


@pytest.mark.slow
def test_a_reader_that_goes_away_is_no_error():
    command = f"{sys.executable} -m game schema | head -c 10"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
