"""Every failure of the local stack that a person should read as one line.

* LocalError
  + StartError       a process did not come up, or an address does not answer
  + DeployError      the program holds what the local deployer cannot create
  + SignInRefused    the hosted sign-in did not let an officer in
  + SceneFailed      the short conversation did not reach the officer
  + NotUp            there is no running stack to ask
"""

from typing import ClassVar


class LocalError(Exception):
    """Base of the tree; ``exit_status`` is what the command line returns."""

    exit_status: ClassVar[int] = 1


class StartError(LocalError):
    """A process of the stack did not come up; the message names its log file or its answer."""


class DeployError(LocalError):
    """The program cannot be deployed here; the message names the resource type, the resource and the property."""


class SignInRefused(LocalError):
    """The hosted sign-in did not let this officer in."""


class SceneFailed(LocalError):
    """The conversation did not reach the officer."""


class NotUp(LocalError):
    """No stack runs in this folder; the status is the one that services give for "not running"."""

    exit_status: ClassVar[int] = 3
