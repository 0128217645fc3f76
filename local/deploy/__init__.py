"""Deploy the Pulumi program, the very one that ``pulumi up`` runs, into the emulator on this machine."""

from local.deploy.cloud import Cloud
from local.deploy.engine import deploy

__all__ = ["Cloud", "deploy"]
