"""Reading straight from the driver: a question asked hundreds of times for one act need not be wrapped each time anew.

Only inside a transaction that SQLAlchemy has begun, and of a file: a server's answers take the usual way. What is written takes
the usual way too, where a listener sees each statement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection


def rows(connection: Connection, statement: str, values: Sequence[Any] = ()) -> list[Any]:
    """Every row of an answer, as tuples. The driver's own errors come as they are: ``errors.FAULTS`` knows them."""
    if connection.dialect.name != "sqlite" or not connection.in_transaction():
        return list(connection.exec_driver_sql(statement, tuple(values) or None).fetchall())
    cursor = connection.connection.cursor()
    try:
        cursor.execute(statement, tuple(values))
        return list(cursor.fetchall())
    finally:
        cursor.close()
