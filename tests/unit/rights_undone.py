"""A command that is only tried: nothing of it stays."""

from __future__ import annotations

from thads_desktop.domain.refusal import Refused
from thads_desktop.services.desk import Desk


class _Stop(Exception):
    """In the place of committing: what a role may do is not done here."""


class rolled_back:  # noqa: N801 - reads as what it does
    """Nothing that a command commits stays."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def __enter__(self) -> None:
        from thads_desktop.storage import keyring
        from thads_desktop.storage.unit_of_work import UnitOfWork

        self.commit, self.ring = UnitOfWork.commit, keyring.read(self.desk.folder)

        def stop(_uow: object) -> None:
            raise _Stop

        UnitOfWork.commit = stop  # type: ignore[method-assign]  # put in for one test

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        from thads_desktop.storage import keyring
        from thads_desktop.storage.unit_of_work import UnitOfWork

        UnitOfWork.commit = self.commit  # type: ignore[method-assign]  # put in for one test
        if self.ring is not None:
            keyring.write(self.desk.folder, self.ring)
        # A judged command that then meets invented arguments has passed the right.
        return kind is not None and not issubclass(kind, (Refused, AssertionError))
