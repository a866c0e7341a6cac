"""`changkufeng completion`: a script by which a shell completes commands, options, scenarios, what-ifs and sides.

The scripts know nothing themselves: they ask `changkufeng complete` what may follow, scenarios of one's own among it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from typing import Any

from game.files.heads import BATTLE, STRATEGIC, on_shelves

BASH = """\
_changkufeng() {
    local IFS=$'\\n'
    COMPREPLY=($(changkufeng complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -o bashdefault -F _changkufeng changkufeng
"""
# Sourced from ~/.zshrc, also where that has not begun completion, or autoloaded as `_changkufeng` from a folder of $fpath.
ZSH = """\
#compdef changkufeng
_changkufeng() {
    local -a found
    found=("${(@f)$(changkufeng complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ -n "$found[1]" ]]; then compadd -a found; else _files; fi
}
if [[ "$funcstack[1]" == _changkufeng ]]; then
    _changkufeng "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
    compdef _changkufeng changkufeng
fi
"""
# Files stand among the answers only where there are no others: so `-f`, and the paths asked for by hand.
FISH = """\
function __changkufeng
    set -l words (commandline -opc) (commandline -ct)
    set -l found (changkufeng complete -- $words[2..-1] 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c changkufeng -f -a '(__changkufeng)'
"""
SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}
SCENARIO = ("SCENARIO", "SCENARIO|PATH")


def run(options: argparse.Namespace) -> int:
    """Prints the script of a shell, or what may follow the words typed so far, one a line."""
    if options.command == "completion":
        sys.stdout.write(SCRIPTS[options.shell])
        return 0
    for one in candidates(options.words):
        sys.stdout.write(one + "\n")
    return 0


def candidates(words: list[str]) -> list[str]:
    """What may stand in the place of the last word; nothing where it is a file or anything at all."""
    from game.cli.parser import COMMANDS, HIDDEN, build

    *before, begun = words or [""]
    if not before:
        return _fitting((name for name in COMMANDS if name not in HIDDEN), begun)
    parser = build(before)
    commands: Any = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    command = commands.choices.get(before[0])
    if command is None:
        return []
    asked = next((a for a in command.shown() if before[-1] in a.option_strings), None)
    if asked is not None and asked.nargs != 0:
        return _fitting(_values(asked, before, command), begun)
    if begun.startswith("-"):
        return _fitting((o for a in command.shown() for o in a.option_strings if o.startswith("--")), begun)
    taken = _positionals(command, before[1:])
    places = [a for a in command._actions if not a.option_strings]
    return _fitting(_values(places[taken], before, command), begun) if taken < len(places) else []


def _positionals(command: Any, words: list[str]) -> int:
    """How many of the words are no option and no option's value."""
    takes = {o for a in command._actions if a.nargs != 0 for o in a.option_strings}
    return sum(not w.startswith("-") and (k == 0 or words[k - 1] not in takes) for k, w in enumerate(words))


def _values(action: argparse.Action, before: list[str], command: Any) -> Iterable[str]:
    if action.choices:
        return map(str, action.choices)
    if action.metavar in SCENARIO or action.dest in ("scenario", "like"):
        return (*on_shelves(BATTLE), *on_shelves(STRATEGIC))
    if action.dest == "what_if":
        return _what_ifs(before)
    if action.dest == "side":
        return (*command.sides, "both")
    if action.metavar == "COMMANDER" or action.dest == "against":
        from game.players.battle.levels import COMMANDERS

        return COMMANDERS
    if action.metavar == "LEVEL":
        from game.cli.kinds import LEVELS

        return LEVELS
    return ()


def _what_ifs(before: list[str]) -> list[str]:
    """Ids of the what-ifs of the scenario that was typed, by the names of their files."""
    from game.files.heads import own_folders

    there = {**on_shelves(STRATEGIC), **on_shelves(BATTLE)}
    name = next((w for w in before[1:] if w in there), None)
    if name is None:
        return []
    folders = [there[name] / "what-if", *(shelf / "what-if" / name for shelf in own_folders())]
    return sorted({path.stem for folder in folders for path in folder.glob("*.toml")})


def _fitting(names: Iterable[str], begun: str) -> list[str]:
    return sorted({name for name in names if name.startswith(begun)})
