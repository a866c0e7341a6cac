"""The letters of the map's zones and their numbers in the arrays (rule 10.3)."""

from game.rules.battle import codes as C

ZONES = {"S": C.ZONE_SOVIET, "D": C.ZONE_DISPUTED, "M": C.ZONE_MANCHUKUO, "K": C.ZONE_KOREA, "w": C.ZONE_RIVER}
