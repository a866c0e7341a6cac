"""What might have followed: the network's own figures, chosen and seen, sampled, shaken, held against the thesis."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.files.theatre.decks import load_deck
from game.model.theatre.cards import Row
from game.model.theatre.network import Network, Node, in_order, network
from game.whatif.theatre.outlook.exact import elimination, likeliest, marginals, probability
from game.whatif.theatre.outlook.sampling import card_number, sample, standard_error
from game.whatif.theatre.outlook.sensitivity import one_at_a_time, shaken
from game.whatif.theatre.outlook.thesis import FAILS, IN_PART, SURVIVES, UNMEASURED, judge

DECK = load_deck("north-or-south")
DIALS = {dial.id: dial.strength for dial in DECK.dials}
NETS = {name: network(DECK, strength=strength) for name, strength in DIALS.items()}
SEATS = {name: network(DECK, strength=strength, added=True) for name, strength in DIALS.items()}
DEFAULT = NETS["default"]
HISTORY = DEFAULT.history
WATCHED = (("W", "on_time"), ("N", "clash"), ("SO", "south"), ("NP", "signed"), ("N41", "attack"), ("PH", "south_war"))


def up_to(last: str, **other: str) -> dict[str, str]:
    """History up to and with a card, some of it otherwise."""
    ids = [node.id for node in DEFAULT.nodes]
    return {**{name: HISTORY[name] for name in ids[: ids.index(last) + 1]}, **other}


# ------------------------------------------------------------------------------------------------ as published
def test_the_dials_are_thesis_default_and_sceptic():
    assert DIALS == {"thesis": 1.0, "default": 0.5, "sceptic": 0.15}


@pytest.mark.parametrize(
    ("node", "state", "p"),
    [
        ("T", "no_fight", 0.24),
        ("T", "sov_hill", 0.45),
        ("T", "jp_hill", 0.24),
        ("T", "widened", 0.08),
        ("W", "on_time", 0.89),
        ("N", "clash", 0.59),
        ("SO", "south", 0.77),
        ("NP", "signed", 0.58),
        ("N41", "attack", 0.14),
        ("PH", "south_war", 0.56),
    ],
)
def test_the_view_from_july_1938(node, state, p):
    assert round(marginals(DEFAULT)[node][state], 2) == p


def test_the_historical_line_is_the_likeliest_history_at_every_dial_and_equally_likely():
    for net in NETS.values():
        best, second = likeliest(net, 2)
        assert best.states == HISTORY
        assert best.p == pytest.approx(0.0098, abs=0.00005) == probability(net, HISTORY)
        assert second.p < best.p
    p = [probability(net, HISTORY) for net in NETS.values()]
    assert max(p) - min(p) < 1e-15


def test_every_step_of_history_but_the_first_two_has_seven_chances_in_ten():
    steps = {n.id: DEFAULT.odds(n, HISTORY, DEFAULT.tables)[n.states.index(n.historical)] for n in DEFAULT.nodes}
    assert {name for name, p in steps.items() if p < 0.7} == {"E", "S"}


# Choices made (with all before them as in history, where it says so), at thesis / default / sceptic, in hundredths: Wuhan, clash,
# south, pact, attack, southern war. Dossier, section 4e.
EFFECTS = [
    ({}, "83/89/93 57/59/60 71/77/82 53/58/61 18/14/12 53/56/58"),
    (up_to("T"), "89/92/94 64/64/64 71/78/82 53/58/61 18/14/12 53/56/58"),
    ({"E": "consent"}, "83/89/93 57/58/58 71/77/82 53/58/61 18/14/12 53/56/58"),
    (up_to("E", S="withdraw"), "82/89/93 57/60/62 71/77/82 53/58/61 18/14/12 52/56/58"),
    (up_to("S", R="none"), "89/92/94 59/61/62 71/78/82 53/58/61 18/14/12 53/56/58"),
    (up_to("S", R="wide"), "50/73/88 36/36/36 68/76/82 52/57/61 19/14/12 52/55/58"),
    (up_to("R", J="air"), "82/88/93 55/56/56 70/77/82 53/58/61 18/14/12 52/56/58"),
    (up_to("R", J="escalate"), "66/80/91 40/41/42 68/76/82 52/57/61 18/14/12 52/55/58"),
    (up_to("J", T="jp_hill"), "91/93/94 59/62/63 71/78/82 53/58/61 18/14/12 53/56/58"),
    (up_to("J", T="widened"), "36/66/86 15/15/15 65/75/81 51/56/60 19/15/12 51/55/58"),
    ({"GE": "stalemate"}, "83/89/93 57/59/60 28/31/34 44/47/49 23/19/17 40/42/43"),
    (up_to("NR", N="quiet", NR="none"), "100/100/100 0/0/0 66/75/81 46/54/60 23/17/12 49/54/58"),
    (up_to("NR", NR="escalated"), "100/100/100 100/100/100 30/57/76 38/49/59 28/19/13 39/49/56"),
    (up_to("G", G="none"), "100/100/100 100/100/100 84/84/84 51/51/51 10/10/10 59/59/59"),
]


@pytest.mark.parametrize(("choices", "figures"), EFFECTS, ids=range(len(EFFECTS)))
def test_what_choices_change(choices, figures):
    odds = [marginals(net, choices) for net in NETS.values()]
    for (node, state), published in zip(WATCHED, figures.split(), strict=True):
        for found, hundredths in zip(odds, published.split("/"), strict=True):
            assert 100 * found[node][state] == pytest.approx(int(hundredths), abs=0.5001)


# ------------------------------------------------------------------------------------------------ two ways to one number
def histories(net: Network) -> dict[tuple[str, ...], float]:
    """Every history of a small network, one by one."""
    found = {}
    for states in product(*(node.states for node in net.nodes)):
        named = {node.id: s for node, s in zip(net.nodes, states, strict=True)}
        found[states] = probability(net, named)
    return found


@st.composite
def networks(draw) -> Network:
    """Small networks with any arrows, tables and dial."""
    nodes: list[Node] = []
    for k in range(draw(st.integers(1, 6))):
        parents = (
            tuple(draw(st.lists(st.sampled_from([n.id for n in nodes]), max_size=3, unique=True))) if nodes else ()
        )
        states = tuple("abc"[: draw(st.integers(2, 3))])
        contested = tuple(draw(st.lists(st.sampled_from(parents), unique=True))) if parents else ()
        known = {node.id: node.states for node in nodes}
        cases = [dict(zip(parents, s, strict=True)) for s in product(*(known[p] for p in parents))]
        rows = []
        for case in cases:
            parts = [draw(st.integers(0, 5)) for _ in states]
            parts[0] += not sum(parts)
            rows.append(Row(given=case, p=tuple(p / sum(parts) for p in parts)))
        nodes.append(Node(f"N{k}", parents, states, tuple(rows), contested, draw(st.sampled_from(states))))
    return Network(tuple(nodes), draw(st.sampled_from([0.0, 0.15, 0.5, 1.0])))


@settings(max_examples=60, deadline=None)
@given(networks())
def test_elimination_agrees_with_listing_every_history(net):
    whole = histories(net)
    assert sum(whole.values()) == pytest.approx(1.0)
    odds = marginals(net)
    for k, node in enumerate(net.nodes):
        for state in node.states:
            assert odds[node.id][state] == pytest.approx(sum(p for s, p in whole.items() if s[k] == state), abs=1e-12)
    assert likeliest(net)[0].p == pytest.approx(max(whole.values()))


@settings(max_examples=60, deadline=None)
@given(networks(), st.data())
def test_seeing_is_conditioning(net, data):
    whole = {s: p for s, p in histories(net).items() if p > 0.0}
    at = data.draw(st.integers(0, len(net.nodes) - 1))
    state = data.draw(st.sampled_from(sorted({s[at] for s in whole})))
    odds = marginals(net, seen={net.nodes[at].id: state})
    total = sum(p for s, p in whole.items() if s[at] == state)
    for k, node in enumerate(net.nodes):
        for other in node.states:
            share = sum(p for s, p in whole.items() if s[at] == state and s[k] == other) / total
            assert odds[node.id][other] == pytest.approx(share, abs=1e-9)


def test_making_a_choice_says_nothing_about_its_causes_and_seeing_it_does():
    before, made, seen = (
        marginals(DEFAULT),
        marginals(DEFAULT, {"T": "widened"}),
        marginals(DEFAULT, seen={"T": "widened"}),
    )
    for name in ("E", "S", "R", "J"):
        assert made[name] == before[name]
    assert seen["R"]["wide"] > 3 * before["R"]["wide"]


def test_what_cannot_come_about_is_refused():
    with pytest.raises(ValueError, match="probability 0"):
        marginals(DEFAULT, seen={"E": "consent", "S": "own_attack"})


# ------------------------------------------------------------------------------------------------ sampling
@pytest.mark.parametrize("dial", DIALS)
@pytest.mark.parametrize("nets", [NETS, SEATS], ids=["plain", "filled seats"])
def test_20000_histories_agree_with_the_exact_odds(nets, dial):
    net, n = nets[dial], 20_000
    drawn, exact = sample(net, n, 1938), marginals(net)
    for node, shares in drawn.shares().items():
        for state, share in shares.items():
            p = min(1.0, exact[node][state])
            assert abs(share - p) <= 3 * standard_error(p, n) + 1e-12, (node, state)
    p = probability(net, net.history)
    assert abs(drawn.share_of(net.history) - p) <= 3 * standard_error(p, n)


def test_history_k_keeps_its_luck_whatever_else_is_drawn():
    few, many = sample(DEFAULT, 50, 7), sample(DEFAULT, 200, 7)
    assert all((many.states[name][:50] == states).all() for name, states in few.states.items())


def test_two_what_ifs_share_their_luck():
    plain, fixed = sample(DEFAULT, 500, 7), sample(DEFAULT, 500, 7, {"J": "restrain"})
    assert (plain.states["R"] == fixed.states["R"]).all()
    same = plain.states["J"] == DEFAULT.node("J").states.index("restrain")
    for node in DEFAULT.nodes:
        assert (plain.states[node.id][same] == fixed.states[node.id][same]).all()


def test_cards_have_numbers_of_their_own():
    names = [node.id for node in SEATS["default"].nodes]
    assert len({card_number(name) for name in names}) == len(names)


# ------------------------------------------------------------------------------------------------ filled seats
@pytest.mark.parametrize("dial", DIALS)
def test_where_moscow_stops_the_seats_network_has_the_plain_odds(dial):
    plain, seats = marginals(NETS[dial]), marginals(SEATS[dial], {"X1": "stop", "X2": "stop"})
    for name, odds in plain.items():
        assert seats[name] == pytest.approx(odds, abs=1e-12)


def test_where_moscow_stops_general_war_comes_in_three_of_a_hundred():
    found = marginals(SEATS["default"], {"X1": "stop", "X2": "stop"})
    assert found["GW1"]["yes"] == pytest.approx(0.022, abs=0.0005)
    assert found["GW2"]["yes"] == pytest.approx(0.028, abs=0.0015)


def test_staying_keeps_the_hill_wherever_the_crest_is_shared():
    net = SEATS["default"]
    crest = marginals(net)["Q"]["shared"]
    assert marginals(net, {"V": "stay"})["T"]["jp_hill"] == pytest.approx(crest)
    assert marginals(net, {"V": "leave"})["T"]["jp_hill"] == pytest.approx(0.0)


def test_leaving_and_staying_are_weighed_as_the_ends_they_lead_to():
    odds = marginals(SEATS["default"])
    plain = marginals(DEFAULT)["T"]
    assert odds["V"]["leave"] / odds["V"]["stay"] == pytest.approx(0.65 * plain["sov_hill"] / plain["jp_hill"])


def test_pressing_on_widens_the_fight_and_costs_wuhan():
    net = SEATS["default"]
    stop, press = (marginals(net, {"T0": "sov_hill", "X1": choice, "X2": "stop"}) for choice in ("stop", "press"))
    assert press["T"]["widened"] == pytest.approx(0.40)
    assert press["W"]["on_time"] < stop["W"]["on_time"] - 0.1
    assert press["GW1"]["yes"] == pytest.approx(0.40 * 0.25)


def test_exploiting_what_was_not_won_changes_nothing():
    net = SEATS["default"]
    for choice in ("press", "enter"):
        assert marginals(net, {"T0": "no_fight", "X1": choice})["T"]["no_fight"] == pytest.approx(1.0)
        assert marginals(net, {"NR0": "draw", "X2": choice})["NR"]["draw"] == pytest.approx(1.0)


# ------------------------------------------------------------------------------------------------ sensitivity
def test_one_row_at_a_time_moves_what_the_dossier_says():
    swings = {(s.node, s.outcome): s for s in one_at_a_time(DEFAULT)}
    assert swings["W", "W=on_time"].lowered == pytest.approx(-0.08, abs=0.005)
    assert swings["P", "W=on_time"].width == pytest.approx(0.007, abs=0.0005)
    assert swings["K", "N=clash"].width == pytest.approx(0.03, abs=0.002)
    assert swings["SO", "SO=south"].width == pytest.approx(0.07, abs=0.002)
    assert swings["NR", "SO=south"].width < 0.01
    assert swings["N41", "N41=attack"].lowered == pytest.approx(0.045, abs=0.001)
    assert swings["EM", "PH=south_war"].width == pytest.approx(0.036, abs=0.001)
    assert not {"GE", "BA"} & {node for node, _ in swings}


def test_shaken_tables_leave_the_findings_and_not_the_claim_of_the_likeliest_line():
    found = shaken(DEFAULT, 1938)
    assert found.draws == 400
    assert 0.3 < found.modal < 0.55
    assert 0.003 < found.history[0] < 0.006 < found.history[2] < 0.022
    low, _, high = found.gaps["southern war: Soviets end with the hill, less Japanese"]
    assert -0.005 < low < high < 0.005
    low, _, high = found.gaps["Wuhan on time: Soviets end with the hill, less widened"]
    assert 0.15 < low < high < 0.36


def test_the_same_seed_shakes_the_same_way():
    assert shaken(DEFAULT, 5, draws=20) == shaken(DEFAULT, 5, draws=20) != shaken(DEFAULT, 6, draws=20)


# ------------------------------------------------------------------------------------------------ the thesis
def test_which_sentence_survives_under_which_dial():
    found = {j.sentence.id: tuple(j.verdicts[d] for d in DIALS) for j in judge(DECK)}
    assert found["southward"] == (SURVIVES, IN_PART, FAILS)
    assert found["wuhan"] == found["nomonhan"] == (IN_PART, IN_PART, FAILS)
    assert found["neutrality"] == (SURVIVES, IN_PART, FAILS)
    assert found["certain"] == found["restraint"] == (SURVIVES,) * 3
    assert found["treaty"] == found["mainland"] == (UNMEASURED,) * 3


def test_the_hill_itself_hardly_moves_1941():
    (hinge,) = [j for j in judge(DECK) if j.sentence.id == "ordinary"]
    assert all(abs(strength.value) < 0.005 for strength in hinge.strengths[-1].values())


def test_every_measured_strength_is_a_difference_of_exact_odds():
    (south,) = [j for j in judge(DECK) if j.sentence.id == "southward"]
    for dial, net in NETS.items():
        won, drawn = (elimination(net, {"C": "bogged", "NR": r})[0]["SO"]["south"] for r in ("sov_win", "draw"))
        assert south.strengths[0][dial].value == pytest.approx(won - drawn)


# ------------------------------------------------------------------------------------------------ order
def test_parents_come_first_and_circles_are_named():
    a, b, c = (
        Node(name, parents, ("x", "y"), (), (), "x") for name, parents in (("A", ("C",)), ("B", ()), ("C", ("B",)))
    )
    assert [n.id for n in in_order([a, b, c])] == ["B", "C", "A"]
    with pytest.raises(ValueError, match=r"^A <- C <- B <- A$"):
        in_order([a, b._replace(parents=("A",)), c])
