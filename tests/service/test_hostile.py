"""No input gives a 5xx or a hang, and what cannot be served is told as a problem document."""

import json

import pytest

from tests.service.raw import request, send

JSON = b"Content-Type: application/json"
ID = b"7f3e1f7e-6f0d-4b3a-9c7a-0d6d0a4f6b11"
MESSAGE = b'{"message": "hello"}'


def nested(levels: int, core: bytes = b"1") -> bytes:
    """An unknown property so many levels deep."""
    return b'{"message": "a", "x": ' + b"[" * (levels - 1) + core + b"]" * (levels - 1) + b"}"


@pytest.mark.parametrize(
    ("body", "headers", "status", "code"),
    [
        pytest.param(MESSAGE, (), 415, "unsupportedMediaType", id="no media type"),
        pytest.param(MESSAGE, (b"Content-Type: text/plain",), 415, "unsupportedMediaType", id="text"),
        pytest.param(MESSAGE, (b"Content-Type: application/xml",), 415, "unsupportedMediaType", id="xml"),
        pytest.param(MESSAGE, (JSON + b"; charset=utf-16",), 415, "unsupportedMediaType", id="utf-16"),
        pytest.param(MESSAGE, (JSON + b"; charset=bogus",), 415, "unsupportedMediaType", id="bogus charset"),
        pytest.param(MESSAGE, (JSON, JSON), 415, "unsupportedMediaType", id="two media types"),
        pytest.param(MESSAGE, (JSON, b"Content-Encoding: gzip"), 415, "unsupportedMediaType", id="gzip"),
        pytest.param(b"", (JSON,), 400, "unreadable", id="empty"),
        pytest.param(b" ", (JSON,), 400, "unreadable", id="blank"),
        pytest.param(b"{", (JSON,), 400, "unreadable", id="cut"),
        pytest.param(b"\xff\xfe", (JSON,), 400, "unreadable", id="not utf-8"),
        pytest.param(b'{"message": "\xc3("}', (JSON,), 400, "unreadable", id="bad utf-8 inside"),
        pytest.param(b"\xef\xbb\xbf" + MESSAGE, (JSON,), 400, "unreadable", id="byte order mark"),
        pytest.param(b'{"message": "\\ud800"}', (JSON,), 400, "unreadable", id="lone surrogate"),
        pytest.param(b'{"message": NaN}', (JSON,), 400, "unreadable", id="NaN"),
        pytest.param(b'{"message": Infinity}', (JSON,), 400, "unreadable", id="Infinity"),
        pytest.param(b'{"message": 1e999}', (JSON,), 400, "unreadable", id="overflow"),
        pytest.param(b'{"message": %s}' % (b"9" * 5000), (JSON,), 400, "unreadable", id="5000 digits"),
        pytest.param(b"[" * 100_000, (JSON,), 400, "unreadable", id="nested 100000 deep"),
        pytest.param(b'{"a":' * 2000 + b"1" + b"}" * 2000, (JSON,), 400, "unreadable", id="nested objects"),
        pytest.param(nested(65), (JSON,), 400, "unreadable", id="nested 65 deep"),
        pytest.param(nested(300), (JSON,), 400, "unreadable", id="nested 300 deep"),
        pytest.param(nested(1000), (JSON,), 400, "unreadable", id="nested 1000 deep"),
        pytest.param(nested(1000, b'"\\u0000"'), (JSON,), 400, "unreadable", id="NUL 1000 deep"),
        pytest.param(nested(60), (JSON,), 422, "invalid", id="nested 60 deep"),
        pytest.param(b"{'message': 'hi'}", (JSON,), 400, "unreadable", id="single quotes"),
        pytest.param(b'{"message": "hi",}', (JSON,), 400, "unreadable", id="trailing comma"),
        pytest.param(b'{"message": "a\nb"}', (JSON,), 400, "unreadable", id="raw newline"),
        pytest.param(b'{"message": "a\x00b"}', (JSON,), 400, "unreadable", id="raw NUL"),
        pytest.param(b'{"message": "a\\u0000b"}', (JSON,), 422, "invalid", id="escaped NUL"),
        pytest.param(b'{"message": "a", "\\u0000": 1}', (JSON,), 422, "invalid", id="NUL in a name"),
        pytest.param(b"[]", (JSON,), 422, "invalid", id="array"),
        pytest.param(b"null", (JSON,), 422, "invalid", id="null"),
        pytest.param(b'"hello"', (JSON,), 422, "invalid", id="string"),
        pytest.param(b"{}", (JSON,), 422, "invalid", id="nothing"),
        pytest.param(b'{"message": null}', (JSON,), 422, "invalid", id="null message"),
        pytest.param(b'{"message": 5}', (JSON,), 422, "invalid", id="number"),
        pytest.param(b'{"message": ""}', (JSON,), 422, "invalid", id="empty message"),
        pytest.param(b'{"message": " \\n\\t "}', (JSON,), 422, "invalid", id="white space"),
        pytest.param(b'{"message": "%s"}' % (b"a" * 2001), (JSON,), 422, "invalid", id="2001 characters"),
        pytest.param(b'{"message": "hi", "x": 1}', (JSON,), 422, "invalid", id="unknown property"),
        pytest.param(b'{"message": "hi", "session_id": "%s"}' % ID, (JSON,), 422, "invalid", id="snake case"),
        pytest.param(b'{"message": "hi", "sessionId": "1"}', (JSON,), 422, "invalid", id="no uuid"),
        pytest.param(b'{"message": "hi", "sessionId": null}', (JSON,), 422, "invalid", id="null id"),
        pytest.param(
            b'{"message": "hi", "diverProfile": {"lastDiveOn": "2026-02-30"}}',
            (JSON,),
            422,
            "invalid",
            id="date",
        ),
        pytest.param(
            b'{"message": "hi", "diverProfile": {"lastDiveOn": "0000-01-01"}}',
            (JSON,),
            422,
            "invalid",
            id="year 0",
        ),
        pytest.param(
            b'{"message": "hi", "diverProfile": {"loggedDives": 1e30}}',
            (JSON,),
            422,
            "invalid",
            id="huge number",
        ),
        pytest.param(
            b'{"message": "hi", "diverProfile": {"loggedDives": 1.5}}',
            (JSON,),
            422,
            "invalid",
            id="half a dive",
        ),
        pytest.param(
            b'{"message": "hi", "sessionId": "%s"}' % ID, (JSON,), 404, "sessionNotFound", id="unknown"
        ),
        pytest.param(b" " * (256 * 1024 + 1), (JSON,), 413, "tooLarge", id="one byte too large"),
        pytest.param(b" " * 3_000_000, (JSON,), 413, "tooLarge", id="3 MB"),
    ],
)
def test_a_body_that_cannot_be_served_is_told_why(service, body, headers, status, code):
    answer = request(service.url, b"POST", b"/api/chat", body, headers)

    assert (answer.status, answer.problem["code"]) == (status, code)
    assert len(answer.body) < 2000


@pytest.mark.parametrize(
    "media_type",
    [
        b"application/json",
        b"Application/JSON",
        b"application/json;charset=UTF-8",
        b'application/json; charset="utf-8"',
    ],
)
def test_the_media_type_may_be_written_in_any_case(service, media_type):
    answer = request(service.url, b"POST", b"/api/chat", MESSAGE, (b"Content-Type: " + media_type,))

    assert answer.status == 200


def test_a_chunked_body_is_read(service):
    head = b"POST /api/chat HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n" + JSON + b"\r\n\r\n"

    answer = send(service.url, head, b"%x\r\n%s\r\n" % (len(MESSAGE), MESSAGE), b"0\r\n\r\n")

    assert answer.status == 200


def test_a_body_that_stops_arriving_is_refused_in_time(service):
    """`send` waits five seconds for an answer, and no longer."""
    head = b"POST /api/chat HTTP/1.1\r\nHost: test\r\n" + JSON + b"\r\nContent-Length: 100\r\n\r\n"

    answer = send(service.url, head + b'{"message": ')

    assert (answer.status, answer.problem["code"]) == (400, "unreadable")


def test_a_body_of_another_media_type_is_refused_before_it_arrives(service):
    head = b"POST /api/chat HTTP/1.1\r\nHost: test\r\nContent-Type: text/csv\r\nContent-Length: 100\r\n\r\n"

    assert send(service.url, head).status == 415


def test_a_chunked_body_without_end_is_cut_at_the_limit(service):
    head = b"POST /api/chat HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n" + JSON + b"\r\n\r\n"
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"

    answer = send(service.url, head, chunk, chunk, chunk, chunk, chunk)

    assert answer.problem["code"] == "tooLarge"


def test_a_number_that_is_whole_is_an_integer_however_it_is_written(service):
    body = b'{"message": "hello", "diverProfile": {"loggedDives": 12.0}}'

    assert request(service.url, b"POST", b"/api/chat", body, (JSON,)).status == 200


def test_the_value_that_was_refused_is_never_repeated(service):
    body = json.dumps({"type": "trip", "name": "n" * 101, "email": "secret-name", "phone": "secret" * 9})

    answer = request(service.url, b"POST", b"/api/lead", body.encode(), (JSON,))

    assert {error["pointer"] for error in answer.problem["errors"]} == {
        "/body/name",
        "/body/email",
        "/body/phone",
    }
    assert b"secret" not in answer.body


@pytest.mark.parametrize(
    ("method", "target", "status"),
    [
        (b"GET", b"/nothing", 404),
        (b"GET", b"//api/chat", 404),
        (b"GET", b"/api/../health", 404),
        (b"GET", b"/%2e%2e/%2e%2e/etc/passwd", 404),
        (b"GET", b"/docs/../../app/config.py", 404),
        (b"GET", b"/docs/%2e%2e/__init__.py", 404),
        (b"GET", b"/docs/%00", 404),
        (b"GET", b"/health/", 404),
        (b"GET", b"/api/session/%s/" % ID, 404),
        (b"GET", b"/api/session/null,null", 404),
        (b"GET", b"/api/session/{sessionId}", 404),
        (b"GET", b"/api/session/%00", 404),
        (b"GET", b"/api/session/%ff", 404),
        (b"GET", b"/api/session/" + ID.replace(b"-", b""), 404),
        (b"GET", b"/api/session/a%2Fb", 404),
        (b"GET", b"/api/session/" + b"a" * 10_000, 404),
        (b"GET", b"/api/session/" + ID, 404),
        (b"DELETE", b"/api/session/" + ID, 404),
        (b"GET", b"/api/dive-sites/" + ID, 404),
        (b"GET", b"/api/destinations/" + ID, 404),
        (b"GET", b"/health?x=1", 422),
        (b"GET", b"/health?%ff", 400),
        (b"GET", b"/health?%00", 422),
        (b"GET", b"/api/search", 422),
        (b"GET", b"/api/search?q=%20", 422),
        (b"GET", b"/api/search?q=%ff", 400),
        (b"GET", b"/api/search?q=a%00", 422),
        (b"GET", b"/api/search?q=a&limit=nan", 422),
        (b"GET", b"/api/search?q=a&limit=1_0", 422),
        (b"GET", b"/api/search?q=a&q=b", 422),
        (b"GET", b"/api/search?q=a&docType=nonsense", 422),
        (b"GET", b"/api/search?q=" + b"a" * 501, 422),
        (b"GET", b"/api/dive-sites?cursor=AAAA", 422),
        (b"GET", b"/api/dive-sites?cursor=" + b"A" * 200, 422),
        (b"GET", b"/api/dive-sites?maxDepthM=inf", 422),
        (b"GET", b"/api/dive-sites?maxDepthM=1e3", 422),
        (b"GET", b"/api/dive-sites?certification=ow", 422),
        (b"GET", b"/api/dive-sites?tag=" + b"a" * 61, 422),
        (b"GET", b"/api/dive-sites?limit=0", 422),
        (b"GET", b"/api/dive-sites?limit=%2B5", 422),
        (b"GET", b"/api/lead", 401),
        (b"GET", b"/api/lead/" + ID, 401),
        (b"DELETE", b"/api/lead/" + ID, 401),
        (b"PUT", b"/api/chat", 405),
        (b"GET", b"/api/chat", 405),
        (b"DELETE", b"/health", 405),
        (b"OPTIONS", b"/health", 405),
        (b"TRACE", b"/health", 405),
        (b"POST", b"/docs", 405),
        (b"POST", b"/openapi.json", 405),
    ],
)
def test_a_request_that_names_nothing_is_told_why(service, method, target, status):
    answer = request(service.url, method, target)

    assert answer.status == status
    assert answer.problem["requestId"] == answer.headers["x-request-id"]


@pytest.mark.parametrize(
    "bytes_sent",
    [
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /health HTTP/1.1\r\nHost: a\r\nContent-Length: abc\r\n\r\n",
        b"POST /api/chat HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /api/chat HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        b"BREW /health HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost: a\r\nBad Header: x\r\n\r\n",
    ],
)
def test_bytes_that_are_no_request_are_refused_in_time(service, bytes_sent):
    """Below us, the server itself answers these; what matters is that it does, and that it is no 5xx."""
    assert 400 <= send(service.url, bytes_sent).status < 500


def test_a_huge_header_is_borne(service):
    assert request(service.url, b"GET", b"/health", headers=(b"X: " + b"a" * 60_000,)).status in (200, 431)


@pytest.mark.parametrize("key", [b"", b"mistaken", b"\xff\xfe", b"test-operator-ke", b"a" * 5000])
def test_a_wrong_operator_key_is_refused(service, key):
    answer = request(service.url, b"GET", b"/api/lead", headers=(b"X-API-Key: " + key,))

    assert (answer.problem["code"], "www-authenticate" in answer.headers) == ("unauthorized", True)
    assert key == b"" or key not in answer.body


def test_a_method_that_is_not_taken_is_told_all_that_are(service):
    assert request(service.url, b"PUT", b"/api/session/" + ID).headers["allow"] == "GET, HEAD, DELETE, PATCH"


def test_head_is_get_without_the_body(service):
    answer = request(service.url, b"HEAD", b"/health")

    assert (answer.status, answer.body) == (200, b"")


def test_the_service_is_alive_after_all_this(client):
    assert client.get("/health").json()["status"] == "ok"
