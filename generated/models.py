# Written by datamodel-codegen from spec/openapi.yaml. Do not edit: run `python -m scripts.contract generate`.

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal, TypeAlias
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType, field

from generated import Model

ProblemCode: TypeAlias = Annotated[
    Literal[
        "unreadable",
        "unauthorized",
        "notFound",
        "sessionNotFound",
        "methodNotAllowed",
        "conflict",
        "tooLarge",
        "unsupportedMediaType",
        "invalid",
        "internal",
        "unavailable",
        "notReady",
    ],
    Meta(description="What went wrong, stable across versions; new codes may be added."),
]


class FieldError(Model, kw_only=True):
    """
    One place of the request that is not what the contract says.
    """

    pointer: Annotated[
        str, Meta(description="JSON pointer (RFC 6901) that begins with /body, /query or /header.")
    ]
    rule: Annotated[str, Meta(description="The rule that was broken, for example maxLength.")]
    message: Annotated[str, Meta(description="The rule in words; never repeats the value.")]


class Problem(Model, kw_only=True):
    """
    RFC 9457 problem document.
    """

    type: Annotated[str, Meta(description="A URN that ends in the code.")]
    title: Annotated[str, Meta(description="What went wrong, the same for every problem of this code.")]
    status: Annotated[int, Meta(description="The HTTP status.", ge=400, le=599)]
    code: ProblemCode
    request_id: Annotated[str, Meta(description="Names this request in the service's log.")] = field(
        name="requestId"
    )
    detail: Annotated[str, Meta(description="What went wrong this time.")] | UnsetType = UNSET
    errors: (
        Annotated[
            list[FieldError],
            Meta(
                description="All places of the request that are not what the contract says (the first 50).",
                max_length=50,
            ),
        ]
        | UnsetType
    ) = UNSET


HealthStatus: TypeAlias = Annotated[
    Literal["ok"], Meta(description="Always ok; a process that is not alive does not answer.")
]


class Health(Model, kw_only=True):
    """
    The process is alive.
    """

    status: HealthStatus
    timestamp: Annotated[datetime, Meta(description="The service's clock.")]
    version: Annotated[str, Meta(description="The version of the contract that is served.")]


ReadinessStatus: TypeAlias = Annotated[Literal["ready"], Meta(description="Ready for traffic.")]


DependencyName: TypeAlias = Annotated[
    Literal["database", "migrations", "library", "embedder", "languageModel"],
    Meta(description="What the service depends on."),
]


DependencyStatus: TypeAlias = Annotated[
    Literal["ok", "degraded", "down"],
    Meta(description="degraded is worked around; down makes the service not ready."),
]


class Dependency(Model, kw_only=True):
    """
    One dependency and its state.
    """

    name: DependencyName
    status: DependencyStatus
    detail: Annotated[str, Meta(description="More about the state.")] | UnsetType = UNSET


class Readiness(Model, kw_only=True):
    """
    The service can do its work.
    """

    status: ReadinessStatus
    dependencies: Annotated[
        list[Dependency], Meta(description="Every dependency and its state.", max_length=10)
    ]


CertificationLevel: TypeAlias = Annotated[
    Literal["none", "OW", "AOW", "RESCUE", "DM", "INSTRUCTOR"],
    Meta(
        description="Levels in rising order, whatever the agency calls them: none, Open Water (OW), Advanced Open Water\n(AOW), rescue diver, divemaster (DM), instructor.\n"
    ),
]


ProfileTopic: TypeAlias = Annotated[str, Meta(description="A few words.", max_length=100, min_length=1)]


class DiverProfile(Model, kw_only=True):
    """
    What is known of a diver. Everything is optional.
    """

    certification_agency: (
        Annotated[str, Meta(description="For example PADI or SSI.", max_length=100, min_length=1)] | UnsetType
    ) = field(name="certificationAgency", default=UNSET)
    certification_level: CertificationLevel | UnsetType = field(name="certificationLevel", default=UNSET)
    logged_dives: Annotated[int, Meta(description="Dives in the log book.", ge=0, le=100000)] | UnsetType = (
        field(name="loggedDives", default=UNSET)
    )
    last_dive_on: Annotated[date, Meta(description="The day of the last dive.")] | UnsetType = field(
        name="lastDiveOn", default=UNSET
    )
    interests: (
        Annotated[
            list[ProfileTopic], Meta(description="What the diver would like to see or do.", max_length=20)
        ]
        | UnsetType
    ) = UNSET
    concerns: (
        Annotated[list[ProfileTopic], Meta(description="What worries the diver.", max_length=20)] | UnsetType
    ) = UNSET
    country: (
        Annotated[
            str,
            Meta(
                description="Where the diver is, as ISO 3166-1 alpha-2; chooses emergency numbers.",
                pattern="^[A-Z]{2}$",
            ),
        ]
        | UnsetType
    ) = UNSET


CertificationLevelOrNull: TypeAlias = (
    Annotated[
        Literal["none", "OW", "AOW", "RESCUE", "DM", "INSTRUCTOR"],
        Meta(description="A level, or null to forget it."),
    ]
    | None
)


AgencyOrNull: TypeAlias = (
    Annotated[str, Meta(description="An agency, or null to forget it.", max_length=100, min_length=1)] | None
)


LoggedDivesOrNull: TypeAlias = (
    Annotated[int, Meta(description="Dives, or null to forget them.", ge=0, le=100000)] | None
)


DateOrNull: TypeAlias = Annotated[date, Meta(description="A day, or null to forget it.")] | None


CountryOrNull: TypeAlias = (
    Annotated[str, Meta(description="A country, or null to forget it.", pattern="^[A-Z]{2}$")] | None
)


TopicsOrNull: TypeAlias = (
    Annotated[list[ProfileTopic], Meta(description="Topics, or null to forget them.", max_length=20)] | None
)
"""
Topics, or null to forget them.
"""


class DiverProfileUpdate(Model, kw_only=True):
    """
    Changes to a profile; null forgets a property.
    """

    certification_agency: AgencyOrNull | UnsetType | None = field(name="certificationAgency", default=UNSET)
    certification_level: CertificationLevelOrNull | UnsetType | None = field(
        name="certificationLevel", default=UNSET
    )
    logged_dives: LoggedDivesOrNull | UnsetType | None = field(name="loggedDives", default=UNSET)
    last_dive_on: DateOrNull | UnsetType | None = field(name="lastDiveOn", default=UNSET)
    interests: TopicsOrNull | UnsetType | None = UNSET
    concerns: TopicsOrNull | UnsetType | None = UNSET
    country: CountryOrNull | UnsetType | None = UNSET


AgentType: TypeAlias = Annotated[
    Literal["greeting", "certification", "trip", "safety", "retrieval", "emergency"],
    Meta(description="Who answered. retrieval is the general specialist."),
]


Outcome: TypeAlias = Annotated[
    Literal["answered", "noAnswer", "emergency", "greeting"],
    Meta(description="noAnswer means that the library holds no evidence for an answer."),
]


class ChatRequest(Model, kw_only=True):
    """
    A diver's message.
    """

    message: Annotated[
        str,
        Meta(
            description="At least one character that is no space, tab or line break.",
            max_length=2000,
            min_length=1,
            pattern="[^\\t\\n\\r ]",
        ),
    ]
    session_id: (
        Annotated[UUID, Meta(description="The session to go on with; without it a new one begins.")]
        | UnsetType
    ) = field(name="sessionId", default=UNSET)
    diver_profile: DiverProfile | UnsetType = field(name="diverProfile", default=UNSET)


class Citation(Model, kw_only=True):
    """
    A place of the library that the answer rests on.
    """

    id: Annotated[UUID, Meta(description="The passage; the same until its page changes.")]
    title: Annotated[str, Meta(description="The page's title.")]
    content_path: Annotated[str, Meta(description="The page's path below the content folder.")] = field(
        name="contentPath"
    )
    heading: Annotated[str, Meta(description='The heading above the passage, for example "Limits > Depth".')]
    quote: Annotated[str, Meta(description="What the page says, word for word.")]
    score: Annotated[
        float,
        Meta(description="How well the passage fits the question; comparable between questions.", ge=0.0),
    ]


AnswerMode: TypeAlias = Annotated[
    Literal["fixed", "extractive", "generative"],
    Meta(
        description="fixed text, quotes of the library (extractive), or a language model's words (generative)."
    ),
]


class Timings(Model, kw_only=True):
    """
    Milliseconds spent on each step that was taken.
    """

    triage_ms: Annotated[float, Meta(description="Looking for an emergency.", ge=0.0)] = field(
        name="triageMs"
    )
    total_ms: Annotated[float, Meta(description="The whole turn.", ge=0.0)] = field(name="totalMs")
    embed_ms: Annotated[float, Meta(description="Embedding the question.", ge=0.0)] | UnsetType = field(
        name="embedMs", default=UNSET
    )
    retrieve_ms: Annotated[float, Meta(description="Searching the library.", ge=0.0)] | UnsetType = field(
        name="retrieveMs", default=UNSET
    )
    compose_ms: Annotated[float, Meta(description="Composing the answer.", ge=0.0)] | UnsetType = field(
        name="composeMs", default=UNSET
    )
    store_ms: Annotated[float, Meta(description="Storing the turn.", ge=0.0)] | UnsetType = field(
        name="storeMs", default=UNSET
    )


class TokenUsage(Model, kw_only=True):
    """
    Tokens a language model has read and written.
    """

    prompt: Annotated[int, Meta(description="Read.", ge=0)]
    completion: Annotated[int, Meta(description="Written.", ge=0)]


class ReplyMetadata(Model, kw_only=True):
    """
    How the answer came about.
    """

    mode: AnswerMode
    provider: Annotated[str, Meta(description="Who composed the answer.")]
    degraded: Annotated[bool, Meta(description="True when something that should have helped was down.")]
    remembered: Annotated[
        bool, Meta(description="False only for an emergency that could not be stored in its session.")
    ]
    timings: Timings
    model: Annotated[str, Meta(description="The language model, when there was one.")] | UnsetType = UNSET
    tokens: TokenUsage | UnsetType = UNSET
    removed_sentences: (
        Annotated[
            int,
            Meta(
                description="How many sentences of a language model were left out because its sources do not say them.",
                ge=1,
            ),
        ]
        | UnsetType
    ) = field(name="removedSentences", default=UNSET)


class ChatReply(Model, kw_only=True):
    """
    The answer to one message.
    """

    session_id: Annotated[UUID, Meta(description="Send it with the next message.")] = field(name="sessionId")
    message: Annotated[str, Meta(description="The answer in Markdown; line breaks matter.")]
    agent_type: AgentType = field(name="agentType")
    outcome: Outcome
    citations: Annotated[
        list[Citation],
        Meta(description="What the answer rests on, in the order of its [1], [2] marks.", max_length=20),
    ]
    metadata: ReplyMetadata
    safety_banner: Annotated[str, Meta(description="To be shown above the answer.")] | UnsetType = field(
        name="safetyBanner", default=UNSET
    )
    follow_up_question: (
        Annotated[str, Meta(description="A question that the diver may want to answer next.")] | UnsetType
    ) = field(name="followUpQuestion", default=UNSET)


class RouteEvent(Model, kw_only=True, tag_field="type", tag="route"):
    """
    Who will answer.
    """

    id: Annotated[UUID, Meta(description="Names the event; what `Last-Event-ID` takes.")]
    agent_type: AgentType = field(name="agentType")


class SafetyEvent(Model, kw_only=True, tag_field="type", tag="safety"):
    """
    What must be shown before the answer.
    """

    id: Annotated[UUID, Meta(description="Names the event; what `Last-Event-ID` takes.")]
    text: Annotated[str, Meta(description="The banner.")]


class CitationEvent(Model, kw_only=True, tag_field="type", tag="citation"):
    """
    A passage that the answer rests on.
    """

    id: Annotated[UUID, Meta(description="Names the event; what `Last-Event-ID` takes.")]
    citation: Citation


class TokenEvent(Model, kw_only=True, tag_field="type", tag="token"):
    """
    The next piece of the answer; all pieces together are its message.
    """

    id: Annotated[UUID, Meta(description="Names the event; what `Last-Event-ID` takes.")]
    text: Annotated[str, Meta(description="To be appended.")]


class FinalEvent(Model, kw_only=True, tag_field="type", tag="final"):
    """
    The whole answer, stored. The last event.
    """

    id: Annotated[UUID, Meta(description="Names the event; what `Last-Event-ID` takes.")]
    reply: ChatReply


class ErrorEvent(Model, kw_only=True, tag_field="type", tag="error"):
    """
    The answer cannot be finished. The last event.
    """

    problem: Problem


class SessionRequest(Model, kw_only=True):
    """
    What is known of the diver at the beginning.
    """

    diver_profile: DiverProfile | UnsetType = field(name="diverProfile", default=UNSET)


class SessionUpdate(Model, kw_only=True):
    """
    Changes to a session.
    """

    diver_profile: DiverProfileUpdate = field(name="diverProfile")


class Session(Model, kw_only=True):
    """
    A guest's conversation.
    """

    id: Annotated[UUID, Meta(description="The session's id; who has it can read the conversation.")]
    diver_profile: DiverProfile = field(name="diverProfile")
    created_at: Annotated[datetime, Meta(description="When it began.")] = field(name="createdAt")
    updated_at: Annotated[datetime, Meta(description="When a message or the profile last changed it.")] = (
        field(name="updatedAt")
    )
    expires_at: Annotated[datetime, Meta(description="When it is gone unless a message is sent before.")] = (
        field(name="expiresAt")
    )


MessageRole: TypeAlias = Annotated[Literal["user", "assistant"], Meta(description="Who wrote a message.")]


class Message(Model, kw_only=True):
    """
    One message of a conversation.
    """

    id: Annotated[UUID, Meta(description="The message's id.")]
    role: MessageRole
    content: Annotated[str, Meta(description="The text; an answer is Markdown.")]
    created_at: Annotated[datetime, Meta(description="When it was written.")] = field(name="createdAt")
    agent_type: AgentType | UnsetType = field(name="agentType", default=UNSET)
    citations: (
        Annotated[list[Citation], Meta(description="What the answer rests on.", max_length=20)] | UnsetType
    ) = UNSET


class MessagePage(Model, kw_only=True):
    """
    A page of messages.
    """

    items: Annotated[list[Message], Meta(description="Oldest first.", max_length=100)]
    next_cursor: Annotated[str, Meta(description="Present when there is more.")] | UnsetType = field(
        name="nextCursor", default=UNSET
    )


LeadStatus: TypeAlias = Annotated[
    Literal["new", "contacted", "closed"], Meta(description="How far a dive shop has got with a lead.")
]


LeadType: TypeAlias = Annotated[Literal["training", "trip"], Meta(description="What the diver wants.")]


LeadMetadataAdditionalProperty: TypeAlias = Annotated[str, Meta(max_length=500)]


LeadMetadata: TypeAlias = Annotated[dict[str, LeadMetadataAdditionalProperty], Meta(max_length=20)]
"""
Whatever the front end wants to keep with the lead, for example the campaign.
"""


class TrainingLeadRequest(Model, kw_only=True, tag_field="type", tag="training"):
    """
    A request for a course.
    """

    name: Annotated[
        str, Meta(description="The diver's name.", max_length=100, min_length=1, pattern="[^\\t\\n\\r ]")
    ]
    email: Annotated[str, Meta(description="Where to answer.", max_length=254)]
    phone: Annotated[str, Meta(description="As the diver writes it.", max_length=20)] | UnsetType = UNSET
    source: Annotated[str, Meta(description="Where the request was made.", max_length=100)] | UnsetType = (
        UNSET
    )
    session_id: Annotated[UUID, Meta(description="The conversation that led to the request.")] | UnsetType = (
        field(name="sessionId", default=UNSET)
    )
    message: Annotated[str, Meta(description="In the diver's own words.", max_length=2000)] | UnsetType = (
        UNSET
    )
    metadata: LeadMetadata | UnsetType = UNSET
    current_certification: (
        Annotated[str, Meta(description="What the diver has.", max_length=100)] | UnsetType
    ) = field(name="currentCertification", default=UNSET)
    interested_certification: (
        Annotated[str, Meta(description="What the diver wants.", max_length=100)] | UnsetType
    ) = field(name="interestedCertification", default=UNSET)
    preferred_location: (
        Annotated[str, Meta(description="Where the course should be.", max_length=100)] | UnsetType
    ) = field(name="preferredLocation", default=UNSET)


class TripLeadRequest(Model, kw_only=True, tag_field="type", tag="trip"):
    """
    A request for a trip.
    """

    name: Annotated[
        str, Meta(description="The diver's name.", max_length=100, min_length=1, pattern="[^\\t\\n\\r ]")
    ]
    email: Annotated[str, Meta(description="Where to answer.", max_length=254)]
    phone: Annotated[str, Meta(description="As the diver writes it.", max_length=20)] | UnsetType = UNSET
    source: Annotated[str, Meta(description="Where the request was made.", max_length=100)] | UnsetType = (
        UNSET
    )
    session_id: Annotated[UUID, Meta(description="The conversation that led to the request.")] | UnsetType = (
        field(name="sessionId", default=UNSET)
    )
    message: Annotated[str, Meta(description="In the diver's own words.", max_length=2000)] | UnsetType = (
        UNSET
    )
    metadata: LeadMetadata | UnsetType = UNSET
    destination: Annotated[str, Meta(description="Where to.", max_length=100)] | UnsetType = UNSET
    travel_dates: (
        Annotated[str, Meta(description="When, in the diver's own words.", max_length=100)] | UnsetType
    ) = field(name="travelDates", default=UNSET)
    group_size: Annotated[int, Meta(description="How many travel.", ge=1, le=50)] | UnsetType = field(
        name="groupSize", default=UNSET
    )
    budget: (
        Annotated[str, Meta(description="How much, in the diver's own words.", max_length=100)] | UnsetType
    ) = UNSET


class LeadReceipt(Model, kw_only=True):
    """
    The lead is stored.
    """

    id: Annotated[UUID, Meta(description="The lead's id.")]
    type: LeadType
    status: LeadStatus
    created_at: Annotated[datetime, Meta(description="When it was stored.")] = field(name="createdAt")


class LeadUpdate(Model, kw_only=True):
    """
    A change of status.
    """

    status: LeadStatus


StoredLeadType: TypeAlias = Annotated[
    Literal["training", "trip", "other"],
    Meta(description="What the diver wants; other is what the predecessor stored under another name."),
]


class Lead(Model, kw_only=True):
    """
    Everything a diver sent. Leads inherited from the predecessor may lack what is required today.

    """

    id: Annotated[UUID, Meta(description="The lead's id.")]
    type: StoredLeadType
    status: LeadStatus
    created_at: Annotated[datetime, Meta(description="When it was stored.")] = field(name="createdAt")
    updated_at: Annotated[datetime, Meta(description="When its status last changed.")] = field(
        name="updatedAt"
    )
    name: Annotated[str, Meta(description="The diver's name.")] | UnsetType = UNSET
    email: Annotated[str, Meta(description="Where to answer.")] | UnsetType = UNSET
    phone: Annotated[str, Meta(description="As the diver wrote it.")] | UnsetType = UNSET
    source: Annotated[str, Meta(description="Where the request was made.")] | UnsetType = UNSET
    session_id: Annotated[str, Meta(description="The conversation that led to the request.")] | UnsetType = (
        field(name="sessionId", default=UNSET)
    )
    message: Annotated[str, Meta(description="In the diver's own words.")] | UnsetType = UNSET
    metadata: (
        Annotated[dict[str, Any], Meta(description="What the front end kept with the lead.")] | UnsetType
    ) = UNSET
    current_certification: Annotated[str, Meta(description="What the diver has.")] | UnsetType = field(
        name="currentCertification", default=UNSET
    )
    interested_certification: Annotated[str, Meta(description="What the diver wants.")] | UnsetType = field(
        name="interestedCertification", default=UNSET
    )
    preferred_location: Annotated[str, Meta(description="Where the course should be.")] | UnsetType = field(
        name="preferredLocation", default=UNSET
    )
    destination: Annotated[str, Meta(description="Where to.")] | UnsetType = UNSET
    travel_dates: Annotated[str, Meta(description="When.")] | UnsetType = field(
        name="travelDates", default=UNSET
    )
    group_size: Annotated[int, Meta(description="How many travel.")] | UnsetType = field(
        name="groupSize", default=UNSET
    )
    budget: Annotated[str, Meta(description="How much.")] | UnsetType = UNSET


class LeadPage(Model, kw_only=True):
    """
    A page of leads.
    """

    items: Annotated[list[Lead], Meta(description="Newest first.", max_length=100)]
    next_cursor: Annotated[str, Meta(description="Present when there is more.")] | UnsetType = field(
        name="nextCursor", default=UNSET
    )


Tag: TypeAlias = Annotated[
    str, Meta(description="A tag such as wreck or macro.", max_length=60, min_length=1)
]


DifficultyBand: TypeAlias = Annotated[
    Literal["beginner", "intermediate", "advanced"], Meta(description="The difficulty rating in words.")
]


AccessType: TypeAlias = Annotated[
    Literal["boat", "shore", "boat-or-shore"], Meta(description="How divers get to a site.")
]


DataQuality: TypeAlias = Annotated[
    Literal["verified", "compiled", "unknown"],
    Meta(description="verified was checked against a source; compiled is what operators commonly say."),
]


Coordinate: TypeAlias = Annotated[float, Meta(ge=-180.0, le=180.0)]


class GeoPoint(Model, kw_only=True):
    """
    A GeoJSON Point (RFC 7946, WGS 84), rounded to a hundredth of a degree, about a kilometre. It shows a
    place on a map; nobody finds a dive site with it, nor the way to one.

    """

    type: Annotated[Literal["Point"], Meta(description="Always Point.")]
    coordinates: Annotated[
        list[Coordinate],
        Meta(description="Longitude, then latitude, in degrees.", max_length=2, min_length=2),
    ]


Month: TypeAlias = Annotated[int, Meta(ge=1, le=12)]


class Season(Model, kw_only=True):
    """
    Months of the year with the same conditions.
    """

    months: Annotated[
        list[Month],
        Meta(
            description="1 is January; a season over the new year begins with its first month, as in 11, 12, 1.",
            max_length=12,
            min_length=1,
        ),
    ]
    conditions: Annotated[str, Meta(description="What divers meet in these months.")]


class DiveSite(Model, kw_only=True):
    """
    A dive site. What is not known is absent.
    """

    id: Annotated[UUID, Meta(description="The dive site's id.")]
    slug: Annotated[str, Meta(description="A stable name for addresses, for example tioman-tiger-reef.")]
    destination_id: Annotated[UUID, Meta(description="The destination it belongs to.")] = field(
        name="destinationId"
    )
    name: Annotated[str, Meta(description="The site's name.")]
    tags: Annotated[list[Tag], Meta(description="What it is known for.", max_length=1000)]
    data_quality: DataQuality = field(name="dataQuality")
    description: Annotated[str, Meta(description="The site in a sentence or two.")] | UnsetType = UNSET
    min_certification_level: CertificationLevel | UnsetType = field(
        name="minCertificationLevel", default=UNSET
    )
    min_logged_dives: (
        Annotated[int, Meta(description="Logged dives that operators commonly ask for.", ge=0)] | UnsetType
    ) = field(name="minLoggedDives", default=UNSET)
    difficulty_rating: Annotated[int, Meta(description="1 is easy.", ge=1, le=5)] | UnsetType = field(
        name="difficultyRating", default=UNSET
    )
    difficulty_band: DifficultyBand | UnsetType = field(name="difficultyBand", default=UNSET)
    depth_min_m: (
        Annotated[float, Meta(description="Where the dive begins, in metres.", ge=0.0)] | UnsetType
    ) = field(name="depthMinM", default=UNSET)
    depth_max_m: (
        Annotated[float, Meta(description="The deepest part that is commonly dived, in metres.", ge=0.0)]
        | UnsetType
    ) = field(name="depthMaxM", default=UNSET)
    access_type: AccessType | UnsetType = field(name="accessType", default=UNSET)
    location: GeoPoint | UnsetType = UNSET
    content_path: Annotated[str, Meta(description="Its page in the library.")] | UnsetType = field(
        name="contentPath", default=UNSET
    )
    last_updated: Annotated[datetime, Meta(description="When the facts were last reviewed.")] | UnsetType = (
        field(name="lastUpdated", default=UNSET)
    )


FitVerdict: TypeAlias = Annotated[
    Literal["fits", "fitsWithLimits", "doesNotFit", "unknown"],
    Meta(
        description="fits; fitsWithLimits (the diver stays above a depth that the site exceeds); doesNotFit; unknown (a fact\nabout the site or the diver is missing, and nothing else speaks against it).\n"
    ),
]


FitRule: TypeAlias = Annotated[
    Literal["certification", "loggedDives", "depth"], Meta(description="What is compared.")
]


class FitReason(Model, kw_only=True):
    """
    One rule, with the facts it compared.
    """

    rule: FitRule
    verdict: FitVerdict
    reason: Annotated[str, Meta(description="The verdict in a sentence that can be shown.")]
    depth_limit_m: (
        Annotated[
            float, Meta(description="How deep the level goes without further training, in metres.", ge=0.0)
        ]
        | UnsetType
    ) = field(name="depthLimitM", default=UNSET)


class DiveSiteFit(Model, kw_only=True):
    """
    Whether a dive site fits a diver, and why.
    """

    dive_site_id: Annotated[UUID, Meta(description="The dive site.")] = field(name="diveSiteId")
    verdict: FitVerdict
    reasons: Annotated[
        list[FitReason],
        Meta(description="One for each rule; the verdict is that of the strictest.", max_length=10),
    ]


class DiveSitePage(Model, kw_only=True):
    """
    A page of dive sites.
    """

    items: Annotated[list[DiveSite], Meta(description="By name.", max_length=100)]
    next_cursor: Annotated[str, Meta(description="Present when there is more.")] | UnsetType = field(
        name="nextCursor", default=UNSET
    )


DocType: TypeAlias = Annotated[
    Literal["certification", "safety", "gear", "faq", "planning", "destination", "dive_site"],
    Meta(description="The kind of a page."),
]


SearchMode: TypeAlias = Annotated[
    Literal["hybrid", "lexical"],
    Meta(
        description="hybrid compares meaning and words; lexical compares words alone, because there is no embedder."
    ),
]


class SearchHit(Model, kw_only=True):
    """
    A passage of the library with its evidence.
    """

    id: Annotated[UUID, Meta(description="The passage; the same until its page changes.")]
    title: Annotated[str, Meta(description="The page's title.")]
    content_path: Annotated[str, Meta(description="The page's path below the content folder.")] = field(
        name="contentPath"
    )
    heading: Annotated[str, Meta(description="The heading above the passage.")]
    doc_type: DocType = field(name="docType")
    text: Annotated[str, Meta(description="The passage in Markdown, word for word.")]
    score: Annotated[
        float, Meta(description="How well the passage fits; comparable between questions.", ge=0.0)
    ]
    coverage: Annotated[
        float,
        Meta(
            description="Share of the question's words, weighed by rarity, that occur in the passage.",
            ge=0.0,
            le=1.0,
        ),
    ]
    doubt: Annotated[
        float,
        Meta(
            description="What speaks against the passage: it is about another place, dive site, course, age or phase of the dive than the question, has no such detail as is asked for, tells of another illness or of no month, lists emergency contacts nobody asked for, or is general where one place is meant; or the question has a name that no page has. 0: nothing.",
            ge=0.0,
        ),
    ]
    similarity: (
        Annotated[
            float,
            Meta(description="Cosine of question and passage; absent in a lexical search.", ge=-1.0, le=1.0),
        ]
        | UnsetType
    ) = UNSET


class SearchResult(Model, kw_only=True):
    """
    Passages of the library.
    """

    items: Annotated[list[SearchHit], Meta(description="Best first.", max_length=100)]
    mode: SearchMode
    question_scope: (
        Annotated[
            float,
            Meta(
                description="Natural logarithm of the odds that the library answers a question of this kind at all, whatever was found, between -7 and 7 for the questions of our tests; above 0 more likely than not. The assistant counts it beside `similarity`, `coverage` and `doubt`; no `score` contains it. Absent in a lexical search, when nothing was found, and with an embedder other than minilm."
            ),
        ]
        | UnsetType
    ) = field(name="questionScope", default=UNSET)


class NotReadyProblem(Model, kw_only=True):
    """
    A problem document that lists the dependencies.
    """

    type: Annotated[str, Meta(description="A URN that ends in the code.")]
    title: Annotated[str, Meta(description="What went wrong.")]
    status: Annotated[int, Meta(description="The HTTP status.", ge=400, le=599)]
    code: ProblemCode
    request_id: Annotated[str, Meta(description="Names this request in the service's log.")] = field(
        name="requestId"
    )
    dependencies: Annotated[
        list[Dependency], Meta(description="Every dependency and its state.", max_length=10)
    ]
    detail: Annotated[str, Meta(description="What went wrong this time.")] | UnsetType = UNSET


ChatEvent: TypeAlias = Annotated[
    RouteEvent | SafetyEvent | CitationEvent | TokenEvent | FinalEvent | ErrorEvent,
    Meta(description="One event of a chat stream."),
]


LeadRequest: TypeAlias = Annotated[
    TrainingLeadRequest | TripLeadRequest, Meta(description="A diver's request.")
]


class Destination(Model, kw_only=True):
    """
    A place to travel to for diving.
    """

    id: Annotated[UUID, Meta(description="The destination's id.")]
    name: Annotated[str, Meta(description="The destination's name.")]
    country: Annotated[str, Meta(description="The country's name.")]
    slug: Annotated[str, Meta(description="A stable name for addresses, for example tioman.")] | UnsetType = (
        UNSET
    )
    region: Annotated[str, Meta(description="The wider region.")] | UnsetType = UNSET
    summary: Annotated[str, Meta(description="The destination in one sentence.")] | UnsetType = UNSET
    location: GeoPoint | UnsetType = UNSET
    seasons: (
        Annotated[
            list[Season],
            Meta(
                description="The year in the months of its page, in the page's order; each month is in one of them.",
                max_length=12,
            ),
        ]
        | UnsetType
    ) = UNSET
    content_path: Annotated[str, Meta(description="Its page in the library.")] | UnsetType = field(
        name="contentPath", default=UNSET
    )


class DestinationPage(Model, kw_only=True):
    """
    A page of destinations.
    """

    items: Annotated[list[Destination], Meta(description="By name.", max_length=100)]
    next_cursor: Annotated[str, Meta(description="Present when there is more.")] | UnsetType = field(
        name="nextCursor", default=UNSET
    )
