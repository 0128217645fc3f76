"""The Pulumi program: one duty desk per stack."""

import pulumi

from infra.config import desk_config, stack_values
from infra.desk import DeskArgs, DutyDesk
from infra.place import Place

config = desk_config(stack_values())
desk = DutyDesk("desk", DeskArgs(place=Place.found(), config=config))
for name, value in desk.outputs.items():
    pulumi.export(name, value)
