"""The local stack: ``python -m local up [--detach] | down | status | token USERNAME | rehearse | prepare``."""

import argparse
import signal
import sys
import time
from pathlib import Path
from types import FrameType

from local import stack
from local.demo import DISTRICT, SEES_ALL_UNITS
from local.endpoints import Endpoints
from local.errors import LocalError, NotUp, StartError
from local.places import Places
from local.prepare import prepare
from local.rehearsal.asked import Asked, of_preflight, words_in
from local.rehearsal.play import Rehearsal
from local.rehearsal.stage import Stage
from local.scene import Scene
from local.sign_in import SignIn
from local.web import web

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
            case "rehearse":
                _rehearse(places, arguments)
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
    rehearse = commands.add_parser("rehearse", help="send a broadcast to a simulated crowd and say how long it took")
    rehearse.add_argument("--people", type=int, help="how many follow the page")
    rehearse.add_argument("--per-minute", type=int, help="the platform's limit for the app, 0 for none")
    rehearse.add_argument("--latency-ms", type=float, help="how long the platform takes to answer")
    rehearse.add_argument("--window-share", type=float, help="how many of them can be reached, from 0 to 1")
    rehearse.add_argument("--text", type=Path, help="a file with the words")
    rehearse.add_argument(
        "--preflight", type=Path, help="a real draft as the admin API showed it, for what is not said"
    )
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
    while stack.is_running(places):
        time.sleep(WATCH_EVERY_S)
    with stack.alone(places):  # a command that is just stopping the stack finishes first
        ended = stack.ended(places)
    if ended:
        raise StartError(f"the {ended[0]} ended by itself; see {places.log(ended[0])}")
    print("Stopped by another command.")


def _down(places: Places) -> None:
    with stack.alone(places):
        print("Stopped." if stack.stop(places) else "Nothing was running.")


def _status(places: Places) -> None:
    if not stack.is_up(places):
        ended = stack.ended(places)
        raise NotUp(f"the desk is not up{f': the {ended[0]} ended by itself' if ended else ''}")
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


def _rehearse(places: Places, arguments: argparse.Namespace) -> None:
    said = {name: getattr(arguments, name) for name in ("people", "per_minute", "latency_ms", "window_share")}
    if arguments.text:
        said["text"] = words_in(arguments.text)
    wanted = (of_preflight(arguments.preflight) if arguments.preflight else {}) | {
        name: value for name, value in said.items() if value is not None
    }
    if "people" not in wanted:
        raise LocalError("say how many: --people N, or --preflight FILE")
    asked = Asked(**wanted)
    with web(timeout=60) as http:
        outcome = Rehearsal(stage=Stage.of(places, http, DISTRICT)).play(asked)
    print("\n".join(outcome.lines()))


def _token(places: Places, username: str) -> None:
    password = Endpoints.load(places.endpoints).password(username)
    if password is None:
        raise LocalError(f"no demo officer is called {username}")
    print(SignIn.load(places.sign_in).id_token(username, password))


if __name__ == "__main__":
    sys.exit(main())
