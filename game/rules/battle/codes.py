"""The numbers that stand for tasks, stages, events and factors. Append only: journals and dice depend on them."""

# tasks (rule 7.2) and missions (rule 6.4): the rules set them by name and ask what they do of `t.verb`
from game.model.battle import verbs

HOLD, DIG, RESERVE, MOVE, ASSAULT = verbs.HOLD, verbs.DIG, verbs.RESERVE, verbs.MOVE, verbs.ASSAULT
WITHDRAW, FIRE, FERRY, CEASE = verbs.WITHDRAW, verbs.FIRE, verbs.FERRY, verbs.CEASE
PREPARATION, DEFENSIVE = verbs.PREPARATION, verbs.DEFENSIVE
INTERDICTION, COUNTER_BATTERY = verbs.INTERDICTION, verbs.COUNTER_BATTERY

# manner of a move or assault
OPEN, SILENT, PREPARED = range(3)
# triggers of a reserve (rule 7.2)
NO_TRIGGER, HEX_LOST, HEX_CONTESTED, TANKS_NEAR = range(4)
# stages of a row (rule 3.5)
APPROACH, HEARD, WIRE_STAGE, CREST_STAGE, CONTESTED = range(5)
# states of a gun group (rule 6.4)
GUNS_SILENT, GUNS_DEFENSIVE, GUNS_OPEN, GUNS_SHUT, GUNS_COUNTER = range(5)
# zones of the ground (rule 10.3)
ZONE_SOVIET, ZONE_DISPUTED, ZONE_MANCHUKUO, ZONE_KOREA, ZONE_RIVER = range(5)
# what an act opens: ground to enter, to assault, to fire at, to fire from, to bomb; tanks at all (rule 10.3)
MOVE_TO, ASSAULT_AT, FIRE_AT, FIRE_FROM, STRIKE_AT, TANKS_ON = range(6)
# circumstances of a petition; what is done after a truce (rules 10.2, 11.8)
WHEN_ATTACKED, WHEN_FROM, WHEN_LOSSES = range(3)
AFTER_OPEN, AFTER_LEAVE, AFTER_STAY, AFTER_BACK, AFTER_FOLLOW, AFTER_STAND = range(6)
# mobility (rule 5.1)
FOOT, WHEEL, TRACKED = range(3)

# purposes of the dice: append only
(
    D_HEAR,
    D_FORTUNE,
    D_BREAK,
    D_FIRE,
    D_SHELL,
    D_CLOSE,
    D_CONTEST,
    D_COUNTER,
    D_BOG,
    D_TANK,
    D_SEE,
    D_KILLED,
    D_STRAGGLE,
    D_FREE,
    D_SURRENDER,
    D_GUNS,
    D_START,
    D_CLOSE_FOE,
    D_SIZE,
    D_MUSTER,
    D_TANK_CLOSE,
    D_GUN_LOST,
    D_FERRY,
    D_REPAIR,  # men hit in the boats, tanks repaired in the field: chapter 9 and 5.8
    D_ASK,
    D_TALK,
    D_AFTER,  # a petition, the mood of a government at a talk, stay or leave: chapters 10 and 11
) = range(27)

# events; E_A, E_B, E_C as noted
(
    EV_FIRE,  # direct fire: a = men hit, b = range m, c = row or -1
    EV_SHELLS,  # shells on a hex: a = men hit, b = rounds, c = mission kind
    EV_HEARD,  # a row is heard: a = gap m
    EV_ROW_OPENS,  # an assault stands at the edge of the target hex: a = row
    EV_CONTEST,  # a = share won (thirds, may be negative), b = men lost by attacker, c = men lost by defender
    EV_COUNTER,  # counter-attack: a = thirds won back, b = men lost by the holder, c = men lost by the counter-attacker
    EV_THROWN_BACK,  # a = row
    EV_HEX_TAKEN,  # a = side that takes it
    EV_RETREAT,  # a = from hex, b = stragglers, c = why
    EV_STOPPED,  # an assault stops: a = reason (STOP_*)
    EV_DISRUPTED,
    EV_BROKEN,
    EV_RALLIED,
    EV_TANKS,  # tanks knocked out: a = number, b = range m
    EV_BOGGED,  # a = number
    EV_CONTACT,  # a march ends at an enemy: a = reason
    EV_SEEN,  # E_SEEN side sees target: a = men estimated
    EV_DONE,  # task done
    EV_TRIGGERED,  # a reserve moves off: a = trigger
    EV_ARRIVES,
    EV_SURRENDER,
    EV_GUNS_SILENT,
    EV_ORDER,
    # chapter 9 and recovery
    EV_FERRIED,  # a counter lands: a = lots of this turn, b = men hit in the boats, c = crossing
    EV_ASTRIDE,  # part of a counter is over: a = lots over, b = lots in all, c = crossing
    EV_LANDED,  # supply lots landed: a = lots, b = lots booked, c = crossing
    EV_CROSSING_HIT,  # a crossing under fire: a = rounds of the turn, b = lots it could carry, c = 1 if observed
    EV_LOW,  # small-arms ammunition is low: a = tonnes of the day, b = tonnes needed, c = 1 if cut off
    EV_RESUPPLIED,  # ammunition is enough again
    EV_STRAY_BACK,  # stragglers come back: a = men
    EV_REPAIRED,  # tanks come back from the field workshop: a = tanks
    EV_SHELLS_UP,  # shells of the day: a = rounds
    # chapters 10 and 11
    EV_ASKED,  # leave is asked for: a = act, b = odds per mille
    EV_ANSWER,  # the answer: a = act, b = 1 granted, c = odds per mille
    EV_ACT,  # an act of the scale is done: a = act, b = level, c = points of price
    EV_TALK_ASKED,  # a talk is asked for: a = side
    EV_PROPOSAL,  # what a government proposes: a = term or -1, b = side
    EV_TALK,  # how a talk ends: a = term agreed or -1, b = 1 with a commission, c = pulse at which fire stops
    EV_TRUCE,  # fire stops: a = term
    EV_AFTER,  # what a side does after the truce: a = AFTER_*, b = side
) = range(40)
# why a counter falls back: its hex is taken, disrupted with the enemy near, tanks that gave up, broken and followed
SWEPT_OFF, GIVES_WAY, TANKS_GIVE_UP, IN_ROUT = range(4)
STOP_COHESION, STOP_LIMIT, STOP_TAKEN, STOP_NO_PATH, STOP_ENEMY, STOP_STACK, STOP_ZOC, STOP_BANK = range(8)

# factors: each is shown under its rule; see the rulebook
(
    F_RIFLES,  # rifle-equivalents in the line                  2.3
    F_RATE,  # casualties per rifle-equivalent and pulse      4.1
    F_SATURATION,  # too many rifles for the front                  4.1
    F_MEN,  # men left of those who began                    4.1
    F_SUPPRESSED,  # firers suppressed                              2.5
    F_MOVING,  # firing on the move                             4.1
    F_RANGE,  # range                                          4.1
    F_LIGHT,  # light and flares                               1.2
    F_DENSITY,  # few targets                                    4.1
    F_EXPOSURE,  # targets gone to ground                         4.1
    F_WORKS,  # works                                          2.9
    F_COLUMNS,  # close columns at night                         4.1
    F_SLACK,  # fire has slackened                             3.10
    F_FORTUNE,  # fortune of the effort                          3.4
    F_MEN_ATT,  # men of the attacker in a contest               3.8
    F_MEN_DEF,  # men of the defender in a contest               3.8
    F_PART,  # the enemy's part of both powers                3.8
    F_LUCK,  # logistic draw of the contest                   3.8
    F_MEDIAN,  # median hearing distance                        3.6
    F_RAIN,
    F_OUTPOSTS,  # rain and outposts on hearing               3.6
    F_EMPTY,  # nobody on the crest                            6.3
    F_DRAW,  # the draw itself
    F_ROUNDS,  # rounds fired                                   6.5
    F_ON_TARGET,  # share on the occupied ground                   6.5
    F_AREA,  # lethal area over occupied area                 6.5
    F_POSTURE,  # posture of those shelled                       6.5
    F_REVERSE,  # reverse slope                                  6.1
    F_GUNS,  # anti-tank guns                                 5.8
    F_TANKS,  # tanks in the row                               5.8
    F_BOGGED,  # bogged tanks are easier                        5.7
    F_SURPRISE,  # guns held to short range                       4.4
    F_MELEE_ATT,
    F_MELEE_DEF,
    F_SUP_ATT,
    F_SUP_DEF,
    F_WORKS_CC,  # parts of the powers, 3.8
    F_RESERVE,  # men in the reserve                             3.12
    F_ESCORT,  # tanks helping                                  5.9
    F_OVERLAP,  # shells and bombs that strike the same men      6.5
    F_AMMUNITION,  # small-arms ammunition low                      9.6
    F_ODDS,  # odds of a petition                            10.2
    F_CIRCUMSTANCE,  # circumstances of a petition                   10.2
) = range(43)

# ------------------------------------------------------------------ aircraft (rules 6.12, 7.16): appended
D_CLOUD, D_BOMB, D_PLANE = range(D_AFTER + 1, D_AFTER + 4)
(
    EV_STRIKE,  # a strike flies: a = flights, b = aircraft lost, c = bombs; actor: counters + wing
    EV_BOMBS,  # bombs on a counter: a = men hit, b = bombs
    EV_STRIKE_WAITS,  # a = reason (WAIT_*), b = flights
    EV_STRIKE_OFF,  # called off: a = reason, b = flights
) = range(EV_AFTER + 1, EV_AFTER + 5)
F_BOMBS, F_AIMED = range(F_CIRCUMSTANCE + 1, F_CIRCUMSTANCE + 3)  # bombs dropped; share that falls in the hex
WAIT_NOTHING, WAIT_NIGHT, WAIT_FOG, WAIT_RAIN, WAIT_CLOUD, WAIT_FRIENDS, WAIT_LEAVE, WAIT_FLIGHTS = range(8)
LEAVE_NONE, LEAVE_LINE, LEAVE_BEYOND = range(3)  # withheld; own and disputed ground; beyond the line too
SKY_CLEAR, SKY_BROKEN, SKY_OVERCAST = range(3)

# ------------------------------------------------------------------ what was decided without being told: appended
(
    EV_CLOSE,  # close combat, or men swept off: a = men hit
    EV_GUNS_OUT,  # guns put out of action: a = number
    EV_KILLED,  # of those hit in a pulse some die: a = dead, b = hit
) = range(EV_STRIKE_OFF + 1, EV_STRIKE_OFF + 4)
(
    F_MEN_THERE,  # men on the ground that is shelled              6.5
    F_CLOSE,  # hits a man in close combat                     3.8
    F_FIGHTERS,  # men of the side in the fight                   3.8
    F_SHARE,  # the counter's share of them                    3.8
    F_HOLD,  # what holds a lodgement                         3.12
    F_BOUNDS,  # no more and no less than the rule allows       3.6
    F_HEARD_AT,  # metres at which it was to be heard             3.6
    F_GAP,  # metres still to go                             3.6
    F_COH_BEFORE,  # cohesion when the turn began                   2.6
    F_COH_FIRE,  # cohesion lost in the turn to direct fire       2.6
    F_COH_SHELL,  # to shells and bombs                            2.6
    F_COH_CLOSE,  # to close combat                                2.6
    F_COH_CREW,  # to tanks and boats knocked out                 2.6
    F_COH_BACK,  # cohesion that came back in quiet               2.6
    F_COH_LIMIT,  # cohesion needed                                2.6
    F_COH_SUP,  # needed more for suppression                    2.6
    F_STRAY,  # share who stray when driven out                2.8
    F_DRIVEN,  # men driven from their hex                      2.8
    F_IN_FLIGHT,  # who flees already strays no more               2.8
    F_SURRENDER,  # chance to give up when surrounded              2.8
    F_EFFORT_LOST,  # losses of the effort                           7.2
    F_LIMIT,  # limit of losses that was ordered               7.2
    F_SEE_RATE,  # chance to see a man at hand                    8.1
    F_SIGNATURE,  # how easily he is seen                          8.1
    F_SEEN_ONCE,  # a chance is no rate                            8.1
    F_IN_CONTACT,  # met in a row                                   3.5
    F_SKY,  # light in which observers see                   6.11
    F_PER_VEHICLE,  # vehicles that bog in 100 m of marsh            5.5
    F_MUD,  # mud                                            1.5
    F_VEHICLES,  # vehicles without firm ground                   5.6
    F_WAY,  # hundreds of metres of the hex                  5.5
    F_AIRCRAFT,  # aircraft over the target                       6.12
    F_PLANE_LOSS,  # lost in one flight                             6.12
    F_CLOUD,  # chance of a gap in the cloud                   6.12
    F_TANKS_NEAR,  # tanks that fire at the guns                    5.8
    F_CREW_HIT,  # crew hit                                       6.9
    F_PER_CREW,  # guns out for each man of a crew hit            6.9
    F_LOTS,  # lots in the boats                              9.3
    F_LOT_MEN,  # men to a lot                                   9.2
    F_BOAT_HIT,  # men hit in a boat under fire                   9.3
    F_ON_CROSSING,  # rounds on the crossing                         6.10
    F_SEEN_BY_DAY,  # what observed fire leaves by day               9.3
    F_KEPT_AWAY,  # boats kept away by rounds                    6.10
    F_GOT,  # tonnes that came                               9.6
    F_NEEDED,  # tonnes without which it is low                 9.6
    F_CUT,  # hours without a way to supply                  9.6
    F_CUT_LIMIT,  # hours that stocks last                         9.6
    F_OVER,  # tonnes that small arms did not need            9.5
    F_MOST,  # no more than the day brings                    9.5
    F_PER_TONNE,  # rounds to a tonne                              9.5
    F_STRAYED,  # men who strayed                                2.8
    F_COME_BACK,  # share who come back                            2.8
    F_HOURS,  # hours gone by                                  1.1
    F_HOURS_NEEDED,  # hours needed                                   1.1
    F_HELD,  # share of the hex held before                   3.8
    F_MOVED,  # share won or lost                              3.8
    F_NEED_SHARE,  # share with which a hex is taken                3.8
    F_WILL,  # will of a government                           11.5
    F_MOOD,  # mood of the day                                11.5
    F_LEAVE,  # odds that a government leaves by itself        11.8
    F_OTHER,  # what the other side brings, as a side may know it 8.3
    F_MEN_HIT,  # men hit in the pulse                          2.8
    F_KILLED,  # share of those hit who die                     2.8
    F_EVACUATION,  # what the way back makes of wounds              2.8
    F_CARE,  # what the side's own care makes of them             2.8
) = range(F_AIMED + 1, F_AIMED + 66)
