"""`changkufeng outlook`: what might have followed, as odds; under any dial, with any choices made, with the evidence."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from game.cli.output import print_json, say, table
from game.cli.theatre.deck import choices, dials_of, known_card, load, taken_together
from game.cli.troubles import Trouble
from game.core.words import _, enumerated, written

if TYPE_CHECKING:
    from game.model.theatre.cards import Deck, Dial, Link, Said
    from game.model.theatre.network import Network
    from game.whatif.theatre.outlook.exact import History
    from game.whatif.theatre.outlook.thesis import Judged

MOST_SHOWN = 12  # swings listed


def run(options: argparse.Namespace) -> int:
    """Prints the odds, or what else was asked of the network."""
    _refuse_clashes(options)
    deck = load(options.scenario)
    if options.thesis:
        return _thesis(deck, options)
    if options.evidence is not None:
        return _evidence(deck, options)
    if options.battle is not None:
        from game.cli.theatre.followed import after_battle

        return after_battle(deck, options)
    dials = dials_of(deck, options.dial)
    given, seen = choices(deck, options.given, "--given"), choices(deck, options.seen, "--seen")
    taken_together(given, seen)
    nets = [_net(deck, dial, options, {**given, **seen}) for dial in dials]
    if options.sensitivity:
        return _sensitivity(_default(deck, dials, nets), given, options)
    if options.sample is not None:
        return _sample(_default(deck, dials, nets), given, options)
    return _odds(deck, dials, nets, given, seen, options)


def _refuse_clashes(options: argparse.Namespace) -> None:
    views = ("sample", "sensitivity", "thesis", "evidence", "battle")
    asked = [f"--{view}" for view in views if getattr(options, view) not in (None, False)]
    if len(asked) > 1:
        raise Trouble(
            _("outlook: {listed} cannot be printed together; needed one of them").format(listed=" and ".join(asked))
        )
    if options.seen and asked:
        raise Trouble(_("outlook: {a} takes choices (--given), not what was seen (--seen)").format(a=asked[0]))
    if asked and asked[0] in ("--thesis", "--evidence", "--battle") and options.given:
        raise Trouble(_("outlook: {a} takes no choices; needed --given without it").format(a=asked[0]))


def _net(deck: Deck, dial: Dial, options: argparse.Namespace, named: dict[str, str]) -> Network:
    """The network under a dial, that of filled seats where it is asked for or one of its cards is named."""
    from game.model.theatre.network import network

    plain = {card.id for card in deck.cards if not card.added}
    return network(deck, strength=dial.strength, added=options.filled or not named.keys() <= plain)


def _default(deck: Deck, dials: list[Dial], nets: list[Network]) -> Network:
    """The network of the one dial asked for, else of that named default."""
    return next((net for dial, net in zip(dials, nets, strict=True) if dial.id == "default"), nets[0])


# ---------------------------------------------------------------------------------------------------- odds
def _odds(
    deck: Deck, dials: list[Dial], nets: list[Network], given: dict[str, str], seen: dict[str, str], options: Any
) -> int:
    from game.whatif.theatre.outlook.exact import marginals

    try:
        found = [marginals(net, given, seen) for net in nets]
    except ValueError:
        wanted = enumerated(f"{n}={s}" for n, s in seen.items())
        raise Trouble(
            _("--seen {wanted}: this cannot come about; needed states with some chance").format(wanted=wanted)
        ) from None
    if options.json:
        print_json(found[nets.index(_default(deck, dials, nets))])
        return 0
    changed = bool(given or seen)
    before = [marginals(net) if changed else {} for net in nets]
    titles = {card.id: _(card.title) for card in deck.cards}
    titles |= {change.drawn: _("{titles}, as drawn").format(titles=titles[change.card]) for change in deck.amendments}
    rows, bold = [], []
    for node in nets[0].nodes:
        for k, state in enumerate(node.states):
            cells = [
                _cell(f[node.id][state], b[node.id][state] if b else None) for f, b in zip(found, before, strict=True)
            ]
            mark = "=" if given.get(node.id) == state else "!" if seen.get(node.id) == state else ""
            was = "*" if state == node.historical else ""
            rows.append(
                [node.id if k == 0 else "", titles.get(node.id, "") if k == 0 else "", state, mark + was, *cells]
            )
            bold.append(state == node.historical)
    table("", [_("card"), "", _("state"), "", *(dial.id for dial in dials)], rows, left=4, bold=bold)
    note = _("* history") + (_("; = chosen") if given else "") + (_("; ! seen") if seen else "")
    say(note + (_("; in brackets the change against nothing fixed") if changed else ""))
    if not seen:
        _lines(_default(deck, dials, nets), given)
    return 0


def _cell(p: float, before: float | None) -> str:
    return (
        written(p, ".3f") if before is None else f"{written(p, '.3f')} ({written(round(p - before, 3) + 0.0, '+.3f')})"
    )  # + 0.0: no minus before 0


def _lines(net: Network, given: dict[str, str]) -> None:
    """Says how probable the historical line is, and which histories come first."""
    from game.whatif.theatre.outlook.exact import likeliest, probability

    best = likeliest(net, 3, given)
    if not given:
        first = _("the likeliest of all histories") if best[0].states == net.history else _("not the likeliest history")
        say(
            _("The historical line: p = {probability:.4f}, {first}.").format(
                probability=probability(net, net.history), first=first
            )
        )
    for k, history in enumerate(best, 1):
        say(f"{k}. p = {written(history.p, '.4f')}: {_difference(net, history)}")


def _difference(net: Network, history: History) -> str:
    other = [f"{name}={state}" for name, state in history.states.items() if state != net.history[name]]
    return _("history, but {join}").format(join=enumerated(other)) if other else _("history")


# ---------------------------------------------------------------------------------------------------- other views
def _sample(net: Network, given: dict[str, str], options: argparse.Namespace) -> int:
    from game.whatif.theatre.outlook.exact import marginals
    from game.whatif.theatre.outlook.sampling import sample, standard_error

    drawn = sample(net, options.sample, options.seed, given)
    shares = drawn.shares()
    if options.json:
        print_json(shares)
        return 0
    exact, rows = marginals(net, given), []
    for node in net.nodes:
        for state in node.states:
            p, share = exact[node.id][state], shares[node.id][state]
            error = standard_error(min(1.0, p), drawn.n)
            apart = written((share - p) / error, "+.1f") if error > 1e-9 else ""
            rows.append([node.id, state, written(share, ".4f"), written(p, ".4f"), written(error, ".4f"), apart])
    table("", [_("card"), _("state"), _("share"), _("exact"), _("error"), _("errors apart")], rows, left=2)
    say(
        _("{n} histories, seed {seed}; the historical line came up in {share_of:.4f}.").format(
            n=drawn.n, seed=drawn.seed, share_of=drawn.share_of(net.history)
        )
    )
    return 0


def _sensitivity(net: Network, given: dict[str, str], options: argparse.Namespace) -> int:
    from game.whatif.theatre.outlook.sensitivity import DRAWS, STEP, WEIGHT, one_at_a_time, shaken

    swings, all_ = one_at_a_time(net, given), shaken(net, options.seed, given)
    if options.json:
        print_json({"step": STEP, "weight": WEIGHT, "swings": [s._asdict() for s in swings], "shaken": all_._asdict()})
        return 0
    rows = [[s.node, s.outcome, written(s.lowered, "+.3f"), written(s.raised, "+.3f")] for s in swings[:MOST_SHOWN]]
    table(
        _("Historical row of one card, historical state {step:.2f} down and up").format(step=STEP),
        [_("card"), _("outcome"), _("down"), _("up")],
        rows,
        left=2,
    )
    ranges = {**all_.outcomes, **all_.gaps, _("probability of the historical line"): all_.history}
    rows = [[what, *(written(v, ".3f") for v in values)] for what, values in ranges.items()]
    title = _("All rows at once, Dirichlet of weight {weight:g}, {draws} draws, seed {seed}").format(
        weight=WEIGHT, draws=DRAWS, seed=all_.seed
    )
    table(title, ["", "5 %", "50 %", "95 %"], rows, left=1)
    say(
        _("The historical line is the likeliest of all histories in {modal:.0%} of the draws.").format(modal=all_.modal)
    )
    return 0


def _thesis(deck: Deck, options: argparse.Namespace) -> int:
    from game.whatif.theatre.outlook.thesis import judge

    dials = dials_of(deck, options.dial)
    judged = judge(deck)
    if options.json:
        print_json([_sentence_facts(j, dials) for j in judged])
        return 0
    rows = [
        [
            _(j.sentence.claim),
            "" if j.sentence.weight is None else written(j.sentence.weight, "g"),
            *(_verdict(j, d) for d in dials),
        ]
        for j in judged
    ]
    heads = [_("what the thesis says"), _("evidence"), *(f"{d.id} ({written(d.strength, 'g')})" for d in dials)]
    table(_("Which sentence survives, under which dial?"), heads, rows, left=1)
    say(
        _(
            "evidence: how far it carries the link, 0 to 1. Figures: chance with the claim's cause less "
            "chance without it,"
        )
    )
    say(
        _(
            "or, marked p, a plain chance. A link survives from 0.10, in part from 0.03; a chance from 0.50, "
            "in part from 0.25."
        )
    )
    for j in judged:
        say("")
        say(f'"{_(j.sentence.quote)}"')
        say(f"    {_(j.sentence.finding)}")
        for measure, strengths in zip(j.sentence.measures, j.strengths, strict=True):
            values = enumerated(f"{d.id} {written(strengths[d.id].value, '+.3f')}" for d in dials)
            say(f"    {_(measure.what)} [{measure.outcome}]: {values}")
        _evidence_lines(deck, j.sentence.supports, j.sentence.limits)
    return 0


def _verdict(judged: Judged, dial: Dial) -> str:
    if not judged.strengths:
        return _(judged.verdicts[dial.id])
    strength = judged.strengths[0][dial.id]
    figure = written(strength.value, "+.2f") if strength.instead is not None else f"p {written(strength.value, '.2f')}"
    return f"{_(judged.verdicts[dial.id])} {figure}"


def _sentence_facts(judged: Judged, dials: list[Dial]) -> dict[str, Any]:
    from msgspec import to_builtins

    facts: dict[str, Any] = to_builtins(judged.sentence)
    facts["verdicts"] = {d.id: judged.verdicts[d.id] for d in dials}
    for measure, strengths in zip(facts["measures"], judged.strengths, strict=True):
        measure["strengths"] = {d.id: strengths[d.id].value for d in dials}
    return facts


def _evidence(deck: Deck, options: argparse.Namespace) -> int:
    card = known_card(deck, options.evidence)
    found = [link for link in deck.links if card.id in (link.cause, link.effect)]
    if options.json:
        from msgspec import to_builtins

        print_json(to_builtins(found))
        return 0
    say(f"{card.id} {_(card.title)}: {_(card.question)}")
    into = [link for link in found if link.effect == card.id]
    for title, links in ((_("What moves it"), into), (_("What it moves"), [x for x in found if x not in into])):
        if links:
            say("")
            say(title.upper())
        for link in links:
            _link(deck, link)
    return 0


def _link(deck: Deck, link: Link) -> None:
    weight = (
        ""
        if link.weight is None
        else _(", weight {weight:g} ({thesis})").format(weight=link.weight, thesis=link.thesis)
    )
    contested = _(", contested: the dial sets it") if link.cause in deck.card(link.effect).contested else ""
    say(
        _("{cause} -> {effect} (confidence {confidence}{weight}{contested}). {mechanism}").format(
            cause=link.cause,
            effect=link.effect,
            confidence=link.confidence,
            weight=weight,
            contested=contested,
            mechanism=_(link.mechanism),
        )
    )
    _evidence_lines(deck, link.supports, link.limits)


def _evidence_lines(deck: Deck, supports: tuple[Said, ...], limits: tuple[Said, ...]) -> None:
    for word, found in ((_("for"), supports), (_("against"), limits)):
        for said in found:
            say(f"    {word}: {_(said.says)} [{said.source}, {said.confidence}]")
