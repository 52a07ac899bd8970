"""Who speaks, what is planted, and who may see it where."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from storage.models import Role, Visibility

ACCOUNT, SPEAKER = 6_600_001, 6_800_001
"""Where the numbers of speakers begin."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who writes to Kitt. ``rank`` counts from guests (0) to administrators (3)."""

    name: str
    rank: int
    role: Role = Role.GUEST
    number: int = 0
    reach: int | None = None
    has_left: bool = False

    @property
    def person_id(self) -> int | None:
        """Who they are or were; None for a guest who never was anybody."""
        return None if self.name == "guest" else SPEAKER + self.number

    @property
    def account_id(self) -> int:
        """The address that they write from."""
        return ACCOUNT + self.number


Sees = Callable[[Speaker, bool], bool]


@dataclass(frozen=True)
class Secret:
    """Something planted. ``sees`` says whether somebody may see it: (who, in a group)."""

    what: str
    mark: str
    sees: Sees

    @cached_property
    def folded(self) -> str:
        """The mark however it is written."""
        return self.mark.casefold()

    @cached_property
    def number(self) -> bool:
        """Whether it may be written with blanks between."""
        return self.mark.isdigit()


def members(who: Speaker, _in_group: bool) -> bool:
    return who.rank >= 1


def members_alone(who: Speaker, in_group: bool) -> bool:
    return who.rank >= 1 and not in_group


def coordinators_alone(who: Speaker, in_group: bool) -> bool:
    return who.rank >= 2 and not in_group


def those_responsible(who: Speaker, in_group: bool) -> bool:
    """Who coordinates the first region and group."""
    return not in_group and (who.rank == 3 or who.reach == 0)


def administrators(who: Speaker, in_group: bool) -> bool:
    return who.rank == 3 and not in_group


def whose(number: int, who: Speaker, in_group: bool) -> bool:
    """Only the speaker of this number."""
    return who.number == number and not in_group


def nobody(_who: Speaker, _in_group: bool) -> bool:
    return False


BY_VISIBILITY: dict[Visibility, Sees] = {
    Visibility.NETWORK: members,
    Visibility.PRIVATE: members_alone,
    Visibility.COORDINATORS: coordinators_alone,
}


def found_in(text: str, secrets: Iterable[Secret]) -> list[Secret]:
    """What of the planted is in a text, however it is written."""
    folded, digits = text.casefold(), re.sub(r"[\s()/-]", "", text)
    return [s for s in secrets if s.folded in folded or (s.number and s.mark in digits)]


def told(text: str, who: Speaker, place: str, secrets: Iterable[Secret], said: str = "") -> list[str]:
    """What of the planted a text tells somebody who may not see it there; what they said is theirs."""
    own = found_in(said, secrets)
    in_group = place != "private"
    return [
        f"{secret.what}: {secret.mark}"
        for secret in found_in(text, secrets)
        if secret not in own and not secret.sees(who, in_group)
    ]
