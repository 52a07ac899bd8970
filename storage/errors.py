"""What can go wrong with the store, as errors that carry the decision."""

from __future__ import annotations


class StoreError(Exception):
    """Something about the store; ``retry`` says whether the same call may go through later."""

    retry = False


class StoreBusyError(StoreError):
    """Another process holds the store longer than the busy timeout, or it cannot be reached."""

    retry = True


class StoreFullError(StoreError):
    """The disk is full or the file cannot grow."""

    retry = True


class StoreDeniedError(StoreError):
    """The file of the store may not be opened or written, or its folder not."""


class StoreDamagedError(StoreError):
    """What should be the store is no database, or a broken one."""


class StoreMismatchError(StoreError):
    """The store is of another revision, or a demo store was taken for a real one."""


class NotAllowedError(Exception):
    """The actor has no right to this; the dialogue turns it into a kind sentence."""


class TooManyLookupsError(Exception):
    """An account has been shown people as often as it may within an hour."""


class UnknownReferenceError(Exception):
    """A reference (an id from a button, a name in a file) stands for nothing any more."""
