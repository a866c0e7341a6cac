"""One thing changed: both worlds played with the same luck, and the difference with its interval."""

from msgspec.structs import replace

from game import compare, load_scenario

scenario = load_scenario("silent-assault")
print([w.id for w in scenario.what_ifs])

# A what-if is data: one of one's own is made like any other, or read from a file with load_what_if.
shipped = scenario.what_if("preparation-fire")
dark = replace(shipped, id="few-shells", orders=(), drop=(), shells={"japan": 50}, review=None)

found = compare(scenario, "preparation-fire", dark, games=4)
print(found)
print(found.to_frame())  # a pandas.DataFrame where pandas is installed, else a list of dicts
