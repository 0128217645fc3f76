"""The local stack: ``python -m local up [--detach] | down | status | token USERNAME | prepare``."""

import argparse
import signal
import sys
import time
from types import FrameType

from local import emulator, simulator, stack
from local.demo import SEES_ALL_UNITS
from local.endpoints import Endpoints
from local.errors import LocalError, NotUp, StartError
from local.places import Places
from local.prepare import prepare
from local.processes import remembered
from local.scene import Scene
from local.sign_in import SignIn

WATCH_EVERY_S = 0.5


def main() -> int:
    """Run one command and return its exit status."""
    arguments = _arguments()
    places = Places.of_environment()
    try:
        match arguments.command:
            case "up":
                _up(places, detach=arguments.detach, scene=arguments.scene)
            case "down":
                _down(places)
            case "status":
                _status(places)
            case "token":
                _token(places, arguments.username)
            case _:
                prepare()
    except LocalError as failed:
        print("\n".join([str(failed), *getattr(failed, "__notes__", [])]), file=sys.stderr)
        return failed.exit_status
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m local", description="The whole desk on this machine.")
    commands = parser.add_subparsers(dest="command", required=True)
    up = commands.add_parser("up", help="start everything; Ctrl-C stops it")
    up.add_argument("--detach", action="store_true", help="return when everything answers, and leave it running")
    up.add_argument("--no-scene", dest="scene", action="store_false", help="do not play the short conversation")
    commands.add_parser("down", help="stop what was started")
    commands.add_parser("status", help="say whether it runs, and where")
    token = commands.add_parser("token", help="print an officer's token and nothing else")
    token.add_argument("username")
    commands.add_parser("prepare", help="make the emulator's environment if its pins changed")
    return parser.parse_args()


def _up(places: Places, *, detach: bool, scene: bool) -> None:
    for request in (signal.SIGINT, signal.SIGTERM):
        signal.signal(request, _interrupt)
    try:
        with stack.alone(places):
            if stack.is_up(places):
                print("The desk is already up. `make down` first to deploy a change.")
                _show(places)
                return
            print("Starting the desk on this machine:")
            endpoints = stack.start(places)
        if detach:
            _introduce(places, endpoints, scene=scene)
        else:
            _stay(places, endpoints, scene=scene)
    except KeyboardInterrupt:
        print("\nStopped.", flush=True)


def _introduce(places: Places, endpoints: Endpoints, *, scene: bool) -> None:
    """Play the conversation and show where everything is."""
    if scene:
        Scene(endpoints=endpoints, sign_in=SignIn.load(places.sign_in)).play()
    _show(places)


def _stay(places: Places, endpoints: Endpoints, *, scene: bool) -> None:
    """Remain in the foreground until somebody or something ends the stack; leave nothing behind."""
    try:
        _introduce(places, endpoints, scene=scene)
        print("Ctrl-C stops everything.", flush=True)
        _watch(places)
    finally:
        with stack.alone(places):
            stack.stop(places)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _watch(places: Places) -> None:
    """Return when another command stopped the stack.

    Raises:
        StartError: a process of it ended by itself.
    """
    names = (emulator.NAME, simulator.NAME)
    while all(remembered(places.pid(name)) for name in names):
        time.sleep(WATCH_EVERY_S)
    with stack.alone(places):  # a command that is just stopping the stack finishes first
        ended = [name for name in names if places.pid(name).exists() and not remembered(places.pid(name))]
    if ended:
        raise StartError(f"the {ended[0]} ended by itself; see {places.log(ended[0])}")
    print("Stopped by another command.")


def _down(places: Places) -> None:
    with stack.alone(places):
        print("Stopped." if stack.stop(places) else "Nothing was running.")


def _status(places: Places) -> None:
    if not stack.is_up(places):
        raise NotUp("the desk is not up")
    print("The desk is up.")
    _show(places)


def _show(places: Places) -> None:
    endpoints = Endpoints.load(places.endpoints)
    everywhere = next(officer for officer in endpoints.officers if officer["username"] == SEES_ALL_UNITS)
    print(
        f"\n  citizens' chat   {endpoints.chat}\n"
        f"  officers' desk   {endpoints.console}\n"
        f"    sign in as     {everywhere['username']}  {everywhere['password']}\n"
        f"  API              {endpoints.api}\n"
        f"  simulator        {endpoints.simulator}\n"
        f"  everything else  {places.endpoints}\n",
        flush=True,
    )


def _token(places: Places, username: str) -> None:
    password = Endpoints.load(places.endpoints).password(username)
    if password is None:
        raise LocalError(f"no demo officer is called {username}")
    print(SignIn.load(places.sign_in).id_token(username, password))


if __name__ == "__main__":
    sys.exit(main())
