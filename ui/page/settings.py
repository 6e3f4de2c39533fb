"""What the page is served with: where, to whom, and how much may be handed in."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from hmac import compare_digest
from typing import Literal

from retrieval.errors import SettingError

Role = Literal["reader", "editor"]

HOST = "127.0.0.1"
PORT = 7860
UPLOAD_MB = 50
AT_ONCE = 10  # People answered at the same time; more wait their turn.
MOST_WAITING = 200  # Beyond it a request is refused at once.


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in. A reader asks and reads; an editor adds, corrects and removes too."""

    name: str
    password: str = field(repr=False)
    role: Role = "reader"


@dataclass(frozen=True, slots=True)
class PageSettings:
    """What a server of the page is set to. Without accounts, everybody who reaches it is an editor."""

    host: str = HOST
    port: int = PORT
    accounts: tuple[Account, ...] = ()
    upload_mb: int = UPLOAD_MB

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "PageSettings":
        """Read ISNAD_HOST, ISNAD_PORT, ISNAD_AUTH and ISNAD_UPLOAD_MB.

        >>> PageSettings.from_environment({"ISNAD_AUTH": "mona:s3cret:editor"}).accounts[0].role
        'editor'

        Raises:
            SettingError: one of them cannot be read.
        """
        return cls(
            host=environment.get("ISNAD_HOST", "").strip() or HOST,
            port=_number(environment, "ISNAD_PORT", PORT),
            accounts=_accounts(environment.get("ISNAD_AUTH", "")),
            upload_mb=_number(environment, "ISNAD_UPLOAD_MB", UPLOAD_MB),
        )

    def admits(self, name: str, password: str) -> bool:
        """Whether these are the name and the password of an account."""
        given = f"{name}\0{password}".encode()
        return any(compare_digest(given, f"{one.name}\0{one.password}".encode()) for one in self.accounts)

    def may_edit(self, name: str | None) -> bool:
        """Whether somebody who signed in under `name` may change the library."""
        return not self.accounts or any(one.name == name and one.role == "editor" for one in self.accounts)


def _number(environment: Mapping[str, str], name: str, otherwise: int) -> int:
    value = environment.get(name, "").strip()
    if not value:
        return otherwise
    if not value.isdecimal():
        raise SettingError(
            f"{name} is {value!r}: set it to a whole number, or unset it.",
            f"قيمة {name} هي «{value}»: اجعلها عدداً صحيحاً، أو ألغِ المتغير.",
        )
    return int(value)


def _accounts(value: str) -> tuple[Account, ...]:
    return tuple(_account(part.strip()) for part in value.split(",") if part.strip())


def _account(written: str) -> Account:
    name, _, rest = written.partition(":")
    password, _, role = rest.rpartition(":")
    if not (name and password) or role not in ("reader", "editor"):
        raise SettingError(
            "ISNAD_AUTH is not written NAME:PASSWORD:ROLE,… with the role `reader` or `editor`. Nobody was let in.",
            "لم تُكتب قيمة ISNAD_AUTH على صورة NAME:PASSWORD:ROLE,… بالدور reader أو editor. لم يُسمح لأحد بالدخول.",
        )
    return Account(name, password, "editor" if role == "editor" else "reader")
