"""The chat platforms, simulated: servers that enforce the platforms' published rules on this machine.

Nothing here imports the code that deploys. The rules are written a second time, from the platforms'
documentation, so that a mistake in ours does not agree with itself.
"""
