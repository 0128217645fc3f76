"""Run the simulated platforms: ``python -m local.platforms --config FILE``."""

import argparse
from pathlib import Path

import uvicorn

from local.platforms.app import serving
from local.platforms.config import Config
from local.platforms.fast_lane import fast_lane
from local.platforms.simulation import Simulation
from local.platforms.world import utc_now

GRACE_S = 3


def main() -> None:
    """Serve on 127.0.0.1 until a signal ends the process."""
    parser = argparse.ArgumentParser(prog="python -m local.platforms", description="The simulated chat platforms.")
    parser.add_argument("--config", type=Path, required=True, help="JSON file: port, webhook_url, pages, settings")
    config = Config.model_validate_json(parser.parse_args().config.read_bytes())
    simulation = Simulation(config, transport=None, clock=utc_now)
    uvicorn.run(
        serving(simulation),
        http=fast_lane(simulation.zalo.gateway),
        host="127.0.0.1",
        port=config.port,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE_S,
    )


if __name__ == "__main__":
    main()
