"""Pages of a list: a cursor names the last row a caller has seen, so rows added meanwhile shift nothing."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Generic, TypeVar

import msgspec

CURSOR_CHARS_MAX = 200

# PostgreSQL's text knows no NUL. 28 characters of at most 4 bytes keep every cursor below CURSOR_CHARS_MAX.
NAME_CHARS = 28
SortName = Annotated[str, msgspec.Meta(max_length=NAME_CHARS, pattern="^[^\\x00]*$")]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]
# PostgreSQL's integer.
SequenceNumber = Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1)]

_encoder = msgspec.msgpack.Encoder(uuid_format="bytes")


class InvalidCursor(Exception):
    """The cursor was not given out by this list."""


class Position(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """Where a row stands in its list. Each list declares its own, with a tag: the list's name and version.

    A change of the fields or of the order needs a new version; cursors given out before are invalid then.
    """


PositionT = TypeVar("PositionT", bound=Position)
Item = TypeVar("Item")
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some items of a list; `next_cursor` is None on the last page."""

    items: list[Item]
    next_cursor: str | None = None


def write_cursor(position: Position) -> str:
    """URL-safe text, opaque to callers."""
    return urlsafe_b64encode(_encoder.encode(position)).rstrip(b"=").decode()


def read_cursor(cursor: str, expected: type[PositionT]) -> PositionT:
    """The position that `write_cursor` made this of. Raises InvalidCursor for any other text."""
    if len(cursor) > CURSOR_CHARS_MAX:
        raise InvalidCursor("longer than any cursor")
    try:
        packed = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        position = msgspec.msgpack.decode(packed, type=expected)
    except ValueError as error:  # not ASCII, not base64, not MessagePack, not UTF-8, not these types
        raise InvalidCursor("not a cursor of this list") from error
    # base64 skips characters it does not know and a timestamp has several spellings; ours has one.
    if write_cursor(position) != cursor:
        raise InvalidCursor("not spelled as this list spells its cursors")
    return position


def page_of(
    rows: Sequence[Row],
    limit: int,
    *,
    item: Callable[[Row], Item],
    position: Callable[[Item], Position],
) -> Page[Item]:
    """The first `limit` of the rows; the one row fetched beyond them tells that there is a next page."""
    items = [item(row) for row in rows[:limit]]
    has_more = len(rows) > limit
    return Page(items, write_cursor(position(items[-1])) if has_more else None)
