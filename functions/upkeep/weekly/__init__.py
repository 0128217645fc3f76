"""The third function of ``functions/upkeep``: each Monday it tells commanders about the week before."""
