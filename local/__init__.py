"""The whole desk on one machine: an AWS emulator, the deployer, simulated platforms and demo data."""
