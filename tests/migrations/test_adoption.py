"""Nothing that a predecessor stored is lost or changed in meaning, on the way here and on the way back."""

from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from psycopg.types.json import Jsonb

from migrations import commands
from tests.migrations.conftest import HERE, rows, run

BEGUN = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
CHATTY = "55555555-5555-4555-8555-555555555502"
PREDECESSORS_COLUMNS = {
    "destinations": "id, name, country, is_active, created_at",
    "dive_sites": (
        "id, destination_id, dive_site_id, name, description, min_certification_level, min_logged_dives,"
        " difficulty_rating, difficulty_band, depth_min_m, depth_max_m, access_type, data_quality,"
        " coalesce(to_jsonb(tags), '[]'), is_active, last_updated, created_at, updated_at"
    ),
    "leads": "id, type, diver_profile, request_details, created_at",
    "sessions": "id, coalesce(diver_profile, '{}'), created_at, expires_at",
    "content_embeddings": "id, content_path, chunk_text, embedding::text, metadata, created_at",
}
# What happens after an upgrade: a turn, a lead that is worked on, a page for a destination.
OURS = f"""
INSERT INTO messages (session_id, seq, role, content, agent_type, citations)
    VALUES ('{CHATTY}', 4, 'assistant', 'At A.', 'trip', '[{{"id": "1", "quote": null}}]');
UPDATE sessions SET message_count = 4, conversation_history = conversation_history
    || '[{{"role": "assistant", "content": "At A."}}]' WHERE id = '{CHATTY}';
UPDATE leads SET status = 'contacted', session_id = '{CHATTY}', updated_at = '2026-02-01'
    WHERE type = 'training';
INSERT INTO outbox (topic, lead_id, attempts) SELECT 'lead.created', id, 2 FROM leads;
UPDATE destinations SET slug = 'tioman' WHERE country = 'Malaysia'
"""


def predecessors_values(url):
    return {
        table: rows(url, f"SELECT {columns} FROM {table} ORDER BY id")
        for table, columns in PREDECESSORS_COLUMNS.items()
    }


def hold(url, history):
    """Makes this the history of the predecessor's one conversation."""
    with psycopg.connect(url) as connection:
        connection.execute(
            "UPDATE sessions SET conversation_history = %s WHERE id = %s", [Jsonb(history), CHATTY]
        )


def messages(url, columns="role, content, created_at"):
    return rows(url, f"SELECT {columns} FROM messages ORDER BY session_id, seq")


def test_every_row_and_value_is_still_there(drizzle):
    before = predecessors_values(drizzle)

    commands.upgrade(drizzle)

    assert predecessors_values(drizzle) == before
    assert {table: len(found) for table, found in before.items()} == {
        "destinations": 2, "dive_sites": 3, "leads": 3, "sessions": 2, "content_embeddings": 5
    }  # fmt: skip


def test_what_was_said_is_in_messages(drizzle):
    commands.upgrade(drizzle)

    assert messages(drizzle, "session_id::text, seq, role, content, agent_type, citations, created_at") == [
        (CHATTY, 1, "user", "Hi", None, None, BEGUN.replace(second=1)),
        (CHATTY, 2, "assistant", "Hello! 🤿\nAsk me about diving.", None, None, BEGUN.replace(second=2)),
        (CHATTY, 3, "user", "Where can I dive in Tioman?", None, None, BEGUN),
    ]


def test_a_conversation_counts_its_messages_and_keeps_role_and_content_of_the_last_twenty(drizzle):
    said = [{"role": "user", "content": f"{n}", "timestamp": "2026-01-05T10:00:00Z"} for n in range(50)]
    hold(drizzle, said)

    commands.upgrade(drizzle)

    kept = f"SELECT message_count, conversation_history FROM sessions WHERE id = '{CHATTY}'"
    assert rows(drizzle, kept) == [(50, [{"role": "user", "content": f"{n}"} for n in range(30, 50)])]
    assert [content for (content,) in messages(drizzle, "content")] == [f"{n}" for n in range(50)]


UNUSABLE_TIMES = [
    "", "yesterday", "infinity", "now", "2026-13-45T10:00:00Z", "9999-12-31T23:59:59Z", 1767607200, None, {}
]  # fmt: skip


@pytest.mark.parametrize("when", UNUSABLE_TIMES)
def test_a_message_without_a_usable_time_was_said_when_its_conversation_began(drizzle, when):
    hold(drizzle, [{"role": "user", "content": "Hi", "timestamp": when}])

    commands.upgrade(drizzle)

    assert messages(drizzle) == [("user", "Hi", BEGUN)]


@pytest.mark.parametrize(
    "when", ["2026-01-05T18:00:00.5+08:00", "2026-01-05T10:00:00.500000Z", "2026-01-05 10:00:00.5"]
)
def test_a_time_without_a_zone_is_in_utc(drizzle, when):
    hold(drizzle, [{"role": "user", "content": "Hi", "timestamp": when}])

    commands.upgrade(f"{drizzle}&options=-c%20TimeZone%3DAsia/Kuala_Lumpur")

    assert messages(drizzle) == [("user", "Hi", BEGUN.replace(microsecond=500_000))]


@pytest.mark.parametrize("history", [{"role": "user", "content": "Hi"}, "Hi", 5, True, None, []])
def test_a_history_that_is_no_list_holds_no_messages(drizzle, history):
    hold(drizzle, history)

    commands.upgrade(drizzle)

    assert messages(drizzle) == []
    kept = f"SELECT message_count, conversation_history FROM sessions WHERE id = '{CHATTY}'"
    assert rows(drizzle, kept) == [(0, [])]


def test_odd_entries_of_a_history_do_not_stop_the_others(drizzle):
    odd = ["Hi", None, 7, [], {}, {"role": "user"}, {"content": None}]
    said = [{"role": "human", "content": "A"}, {"content": ""}, {"role": "bot", "content": ["B"]}]
    hold(drizzle, odd + said)

    commands.upgrade(drizzle)

    assert messages(drizzle, "seq, role, content") == [
        (1, "user", "A"), (2, "assistant", ""), (3, "assistant", '["B"]')
    ]  # fmt: skip


def test_embeddings_of_unknown_origin_are_labelled_and_not_part_of_our_library(drizzle):
    commands.upgrade(drizzle)

    labels = "SELECT DISTINCT embedding_model, page_hash, title, doc_type FROM content_embeddings"
    assert rows(drizzle, labels) == [("legacy:unknown", None, "", "destination")]
    assert rows(drizzle, "SELECT count(*) FROM library_lexemes") == [(0,)]


def test_inherited_leads_are_new(drizzle):
    commands.upgrade(drizzle)

    assert rows(drizzle, "SELECT DISTINCT status, updated_at = created_at, session_id FROM leads") == [
        ("new", True, None)
    ]


def test_values_that_we_would_not_write_stay_and_their_rows_can_still_change(drifted):
    commands.upgrade(drifted)

    run(drifted, "UPDATE leads SET status = 'closed'; UPDATE dive_sites SET is_active = false")
    leads = rows(drifted, "SELECT type, status FROM leads ORDER BY id")
    sites = rows(drifted, "SELECT difficulty_rating, is_active FROM dive_sites ORDER BY id")
    assert leads == [("other", "closed"), ("trip", "closed")]
    assert sites == [(7, False), (2, False)]


ODD_VALUES = [
    "difficulty_rating = 7",
    "min_logged_dives = -1",
    "depth_min_m = -1",
    "depth_min_m = 9, depth_max_m = 8",
    "min_certification_level = 'Open Water'",
    "access_type = 'swim'",
    "tags = '{}'",
]


@pytest.mark.parametrize("odd", ODD_VALUES)
def test_such_values_are_refused_in_what_our_own_pages_say(drizzle, odd):
    commands.upgrade(drizzle)

    with pytest.raises(psycopg.errors.CheckViolation):
        run(drizzle, f"UPDATE dive_sites SET content_path = 'destinations/tioman/sites/reef.md', {odd}")


def test_the_drifted_shape_keeps_its_values_too(drifted):
    commands.upgrade(drifted)

    sites = rows(drifted, "SELECT depth_max_m, tags, created_at FROM dive_sites ORDER BY id")
    leads = rows(drifted, "SELECT diver_profile, request_details FROM leads ORDER BY id")
    sessions = rows(drifted, "SELECT updated_at, expires_at FROM sessions ORDER BY id")
    columns = "embedding_model, vector_dims(embedding), metadata"
    passages = rows(drifted, f"SELECT {columns} FROM content_embeddings ORDER BY id")
    assert sites == [(12.3, ["reef"], BEGUN), (None, ["wall"], BEGUN)]
    assert leads == [({}, {"name": "Li Wei"}), ({"inherited": ["OW"]}, {"inherited": "call me"})]
    assert sessions == [(BEGUN + HOUR, BEGUN + 25 * HOUR), (BEGUN, BEGUN + 24 * HOUR)]
    assert passages == [(None, None, {}), ("legacy:unknown", 768, {"doc_type": "gear"})]
    assert messages(drifted) == [("user", "Hi", BEGUN)]


def test_the_predecessors_own_revision_is_left_alone(drifted):
    commands.upgrade(drifted)
    commands.downgrade(drifted, "base")

    assert rows(drifted, "SELECT version_num FROM alembic_version") == [("004_add_full_text_search",)]


def test_a_column_nobody_told_us_of_stays_and_demands_nothing_of_us(drizzle):
    run(drizzle, 'ALTER TABLE destinations ADD "Nickname" text; UPDATE destinations SET "Nickname" = name')
    run(drizzle, 'ALTER TABLE destinations ALTER "Nickname" SET NOT NULL')

    commands.upgrade(drizzle)

    run(drizzle, "INSERT INTO destinations (name, country) VALUES ('Sipadan', 'Malaysia')")
    names = rows(drizzle, 'SELECT "Nickname" FROM destinations ORDER BY "Nickname" COLLATE "C"')
    assert names == [("Tioman Island",), ("Île aux Nattes",), (None,)]


def test_on_the_way_back_the_predecessor_finds_its_values_and_what_was_said_since(drizzle):
    before = predecessors_values(drizzle)
    commands.upgrade(drizzle)
    run(drizzle, OURS)

    commands.downgrade(drizzle, "base")

    assert predecessors_values(drizzle) == before
    [(history,)] = rows(drizzle, f"SELECT conversation_history FROM sessions WHERE id = '{CHATTY}'")
    assert [(entry["role"], entry["content"]) for entry in history] == [
        ("user", "Hi"), ("assistant", "Hello! 🤿\nAsk me about diving."),
        ("user", "Where can I dive in Tioman?"), ("assistant", "At A."),
    ]  # fmt: skip


def test_after_the_way_back_the_predecessor_can_write_again(migrated):
    commands.downgrade(migrated, "base")

    run(migrated, (HERE / "legacy_rows.sql").read_text("utf-8"))
    run(migrated, "INSERT INTO leads (type, diver_profile, request_details) VALUES ('other', '{}', '{}')")
    commands.upgrade(migrated)
    assert messages(migrated, "content")[0] == ("Hi",)
    assert rows(migrated, "SELECT count(*) FROM leads") == [(4,)]


@pytest.mark.parametrize("table", ["messages", "sessions", "leads", "outbox", "destinations"])
def test_what_we_added_outlives_a_way_back_and_forth(drizzle, table):
    commands.upgrade(drizzle)
    run(drizzle, OURS)
    before = rows(drizzle, f"SELECT * FROM {table} ORDER BY 1, 2")

    commands.downgrade(drizzle, "base")
    commands.upgrade(drizzle)

    assert rows(drizzle, f"SELECT * FROM {table} ORDER BY 1, 2") == before


def test_passages_of_our_library_leave_on_the_way_back_so_that_nobody_mixes_embeddings(drizzle):
    commands.upgrade(drizzle)
    columns = "content_path, chunk_text, page_hash"
    run(drizzle, f"INSERT INTO content_embeddings ({columns}) VALUES ('a.md', 'Fins', 'x')")

    commands.downgrade(drizzle, "base")

    assert rows(drizzle, "SELECT count(*) FROM content_embeddings") == [(5,)]
