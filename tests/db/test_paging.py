"""A cursor is read only by the list that wrote it; anything else is InvalidCursor and never another error."""

import base64
import random
from datetime import UTC, datetime
from uuid import UUID

import msgspec
import pytest

from db.paging import (
    CURSOR_CHARS_MAX,
    NAME_CHARS,
    InvalidCursor,
    Moment,
    Page,
    Position,
    SequenceNumber,
    SortName,
    page_of,
    read_cursor,
    write_cursor,
)

ID = UUID("6425c2c4-9b13-4958-9168-592992015b85")
NOW = datetime(2026, 11, 20, 12, 0, 0, 123456, tzinfo=UTC)


class ByTime(Position, tag="time1", frozen=True):
    created_at: Moment
    id: UUID


class ByName(Position, tag="name1", frozen=True):
    name: SortName
    id: UUID


class BySequence(Position, tag="seq1", frozen=True):
    seq: SequenceNumber


def spelled(*parts) -> str:
    """A cursor of our spelling with content of the attacker's choice."""
    packed = msgspec.msgpack.Encoder(uuid_format="bytes").encode(parts)
    return base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def packed(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


TIMESTAMP_BEYOND_YEAR_9999 = b"\xc7\x0c\xff" + b"\x00" * 4 + (2**62).to_bytes(8, "big")
TIMESTAMP_BEFORE_YEAR_1 = b"\xc7\x0c\xff" + b"\x00" * 4 + (-(2**62)).to_bytes(8, "big", signed=True)
ID_PACKED = b"\xc4\x10" + ID.bytes

GOOD_TIME = write_cursor(ByTime(NOW, ID))
GOOD_NAME = write_cursor(ByName("Tiger Reef", ID))
GOOD_SEQUENCE = write_cursor(BySequence(40))


@pytest.mark.parametrize("position", [ByTime(NOW, ID), ByName("Île aux Nattes", ID), BySequence(2**31 - 1)])
def test_a_cursor_gives_back_the_position_it_was_made_of(position):
    assert read_cursor(write_cursor(position), type(position)) == position


def test_the_longest_cursor_is_short_and_fits_a_query_string():
    cursor = write_cursor(ByName("\U0001f93f" * NAME_CHARS, ID))

    assert len(cursor) <= CURSOR_CHARS_MAX
    assert set(cursor) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


HOSTILE = {
    "empty": (ByTime, ""),
    "a space": (ByTime, " "),
    "a letter": (ByTime, "A"),
    "words": (ByTime, "next-page-please"),
    "SQL": (ByTime, "' OR 1=1 --"),
    "NUL": (ByTime, "\x00"),
    "NUL after ours": (ByTime, GOOD_TIME + "\x00"),
    "not ASCII": (ByTime, "курсор"),
    "a lone surrogate": (ByTime, "\ud800"),
    "an emoji": (ByTime, "🤿"),
    "a number": (BySequence, "40"),
    "a UUID": (ByTime, str(ID)),
    "JSON": (ByTime, '["time1",0,0]'),
    "JSON in base64": (ByTime, packed(b'["time1","2026-11-20T12:00:00Z","x"]')),
    "padding added": (BySequence, GOOD_SEQUENCE + "="),
    "a newline inside": (ByTime, GOOD_TIME[:5] + "\n" + GOOD_TIME[5:]),
    "percent signs": (ByTime, "%20%00%ff"),
    "the plain base64 alphabet": (
        ByName,
        write_cursor(ByName("x", UUID(int=2**128 - 1))).replace("_", "/"),
    ),
    "cut short": (ByTime, GOOD_TIME[:-1]),
    "something behind": (ByTime, GOOD_TIME + "AA"),
    "201 characters": (ByTime, "A" * 201),
    "a megabyte": (ByTime, "A" * 1_000_000),
    "another list's": (ByTime, GOOD_NAME),
    "another list's, the other way": (ByName, GOOD_TIME),
    "an older version": (ByTime, spelled("time0", NOW, ID)),
    "no version": (ByTime, spelled(NOW, ID)),
    "too few fields": (ByTime, spelled("time1", NOW)),
    "too many fields": (ByTime, spelled("time1", NOW, ID, 1)),
    "a map": (BySequence, packed(msgspec.msgpack.encode({"type": "seq1", "seq": 1}))),
    "null": (ByTime, packed(b"\xc0")),
    "null fields": (ByTime, spelled("time1", None, None)),
    "a text for a time": (ByTime, spelled("time1", "2026-11-20T12:00:00Z", ID)),
    "a time without offset": (ByTime, spelled("time1", "2026-11-20T12:00:00", ID)),
    "a number for a time": (ByTime, spelled("time1", 1e300, ID)),
    "a time beyond year 9999": (ByTime, packed(b"\x93\xa5time1" + TIMESTAMP_BEYOND_YEAR_9999 + ID_PACKED)),
    "a time before year 1": (ByTime, packed(b"\x93\xa5time1" + TIMESTAMP_BEFORE_YEAR_1 + ID_PACKED)),
    "an id of 15 bytes": (ByTime, spelled("time1", NOW, ID.bytes[:15])),
    "an id that is text": (ByTime, spelled("time1", NOW, str(ID))),
    "sequence zero": (BySequence, spelled("seq1", 0)),
    "a negative sequence": (BySequence, spelled("seq1", -1)),
    "a sequence beyond int4": (BySequence, spelled("seq1", 2**31)),
    "a sequence beyond int8": (BySequence, spelled("seq1", 2**64 - 1)),
    "a sequence that is a real number": (BySequence, spelled("seq1", 1.5)),
    "a sequence that is NaN": (BySequence, spelled("seq1", float("nan"))),
    "a sequence that is true": (BySequence, spelled("seq1", True)),
    "a sequence in a wider number": (BySequence, packed(b"\x92\xa4seq1\xd3" + (40).to_bytes(8, "big"))),
    "NUL in a name": (ByName, spelled("name1", "Tiger\x00Reef", ID)),
    "a surrogate in a name": (ByName, packed(b"\x93\xa5name1\xa3\xed\xa0\x80" + ID_PACKED)),
    "a name that is not UTF-8": (ByName, packed(b"\x93\xa5name1\xa2\xff\xfe" + ID_PACKED)),
    "a name that is too long": (ByName, spelled("name1", "x" * (NAME_CHARS + 1), ID)),
    "a name that claims 4 GiB": (ByName, packed(b"\x93\xa5name1\xdb\xff\xff\xff\xff" + ID_PACKED)),
    "deep nesting": (ByTime, packed(b"\x91" * 149)),
}


@pytest.mark.parametrize(("expected", "cursor"), HOSTILE.values(), ids=HOSTILE.keys())
def test_what_no_list_of_ours_wrote_is_an_invalid_cursor(expected, cursor):
    with pytest.raises(InvalidCursor):
        read_cursor(cursor, expected)


def test_no_change_of_a_cursor_raises_anything_but_invalid_cursor():
    chance = random.Random(20261120)
    for _ in range(5000):
        characters = list(chance.choice([GOOD_TIME, GOOD_NAME, GOOD_SEQUENCE]))
        characters[chance.randrange(len(characters))] = chance.choice("AQgw_-09z=é\x00")
        cursor = "".join(characters)
        for expected in (ByTime, ByName, BySequence):
            try:
                position = read_cursor(cursor, expected)
            except InvalidCursor:
                continue

            assert write_cursor(position) == cursor


def test_a_row_beyond_the_limit_means_a_next_page_and_is_not_part_of_this_one():
    page = page_of([1, 2, 3], limit=2, item=int, position=BySequence)

    assert page == Page([1, 2], next_cursor=write_cursor(BySequence(2)))


def test_the_last_page_has_no_cursor():
    assert page_of([1, 2], limit=2, item=int, position=BySequence) == Page([1, 2], next_cursor=None)
    assert page_of([], limit=2, item=int, position=BySequence) == Page([], next_cursor=None)
