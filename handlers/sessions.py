"""A guest's conversation."""

from uuid import UUID

from db.sessions import Conversation, SessionRepository
from db.sessions import Message as StoredMessage
from generated.models import AgentType, Message, MessagePage, Session, SessionRequest, SessionUpdate
from handlers._presentation import known, present, present_profile, stored_profile
from handlers.services import Services


async def create_session(services: Services, body: SessionRequest | None) -> Session:
    """Begin a conversation in which nothing has been said."""
    profile = stored_profile(body.diver_profile if body else None)
    async with services.database.autocommit() as connection:
        conversation = await SessionRepository(connection).create(
            profile,
            at=services.now(),
            lifetime=services.session_lifetime,
            session_id=services.new_id(),
        )
    return _session(conversation)


async def get_session(services: Services, session_id: UUID) -> Session:
    """Who the diver is, as far as known."""
    async with services.database.autocommit() as connection:
        conversation = await SessionRepository(connection).find(session_id, at=services.now())
    return _session(conversation)


async def update_session(services: Services, session_id: UUID, body: SessionUpdate) -> Session:
    """Merge what the diver tells about themselves."""
    changes = stored_profile(body.diver_profile)
    async with services.database.autocommit() as connection:
        conversation = await SessionRepository(connection).merge_profile(
            session_id, changes, at=services.now()
        )
    return _session(conversation)


async def delete_session(services: Services, session_id: UUID) -> None:
    """Erase a conversation and all that was said in it."""
    async with services.database.autocommit() as connection:
        await SessionRepository(connection).erase(session_id, at=services.now())


async def list_session_messages(
    services: Services, session_id: UUID, cursor: str | None, limit: int
) -> MessagePage:
    """The full record, oldest first."""
    async with services.database.autocommit() as connection:
        page = await SessionRepository(connection).messages(
            session_id, at=services.now(), limit=limit, cursor=cursor
        )
    return present(MessagePage, page, items=[_message(message) for message in page.items])


def _session(conversation: Conversation) -> Session:
    return present(Session, conversation, diver_profile=present_profile(conversation.diver_profile))


def _message(message: StoredMessage) -> Message:
    return present(Message, message, agent_type=known(AgentType, message.agent_type))
