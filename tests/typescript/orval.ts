/** Every operation through the functions that orval generates; the stream through its types and address alone. */

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { assertEveryOperationSucceeded, rememberingFetch } from "./every";
import {
  ADMIN_API_KEY,
  API_URL,
  assertOrder,
  assertProblem,
  collect,
  emergency,
  everyItem,
  eventsOf,
  question,
  training,
  trip,
  unreachable,
} from "./expectations";
import * as api from "./generated/orval";

// Orval's functions ask for relative addresses, which a browser completes and Node does not.
globalThis.fetch = (address, init) => rememberingFetch(new URL(String(address), API_URL), init);

const asOperator = { headers: { "X-API-Key": ADMIN_API_KEY } };

test("the service is alive and ready", async () => {
  const health = answered(await api.getHealth(), 200);
  const readiness = answered(await api.getReadiness(), 200);

  assert.equal(health.status, "ok");
  assert(health.timestamp.endsWith("Z"));
  assert(readiness.dependencies.some(({ name, status }) => name === "database" && status === "ok"));
});

test("a question is answered with its sources, and the session goes on", async () => {
  const first = answered(await api.sendChatMessage(question), 200);
  const second = answered(await api.sendChatMessage({ message: "hello", sessionId: first.sessionId }), 200);

  assert.equal(first.outcome, "answered");
  assert(first.citations.every(({ quote, contentPath }) => quote !== "" && contentPath.endsWith(".md")));
  assert.equal(second.sessionId, first.sessionId);
  await forget(first.sessionId);
});

test("a stream is typed events that make up the whole reply", async () => {
  const events = await streamed(question);
  const final = events.at(-1);

  assertOrder(events);
  assert(final?.type === "final");
  assert.deepEqual(
    events.filter((event) => event.type === "citation").map((event) => event.citation),
    final.reply.citations,
  );
  assert.equal(events.filter((event) => event.type === "token").map(shown).join(""), final.reply.message);
  await forget(final.reply.sessionId);
});

test("an emergency shows its banner before the answer", async () => {
  const [route, safety, ...others] = await streamed(emergency);
  const final = others.at(-1);

  assert(route?.type === "route" && safety?.type === "safety" && final?.type === "final");
  assert.equal(shown(route), "emergency");
  assert.equal(shown(safety), final.reply.safetyBanner);
  await forget(final.reply.sessionId);
});

test("a stream that cannot begin is a problem", async () => {
  // A refusal is JSON, so that the generated function, which cannot read streams, can tell it.
  refused(await api.streamChatMessage({ ...question, sessionId: randomUUID() }), 404, "sessionNotFound");
});

test("a session begins without a body", async () => {
  const session = answered(await api.createSession(), 201);

  assert.deepEqual(session.diverProfile, {});
  await forget(session.id);
});

test("a session is created, read, changed and erased", async () => {
  const profile: api.DiverProfile = { certificationLevel: "AOW", loggedDives: 40, concerns: ["cold water"] };
  const creation = await api.createSession({ diverProfile: profile });
  const created = answered(creation, 201);

  assert.equal(creation.headers.get("Location"), `/api/session/${created.id}`);
  assert.deepEqual(answered(await api.getSession(created.id), 200), created);

  const update: api.SessionUpdate = { diverProfile: { loggedDives: 41, concerns: null } };
  const changed = answered(await api.updateSession(created.id, update), 200);
  // Null forgets: what is not known is absent in the answer, never null.
  assert.deepEqual(changed.diverProfile, { certificationLevel: "AOW", loggedDives: 41 });

  await forget(created.id);
  refused(await api.getSession(created.id), 404, "sessionNotFound");
});

test("a conversation is read page by page, oldest first", async () => {
  const { sessionId } = answered(await api.sendChatMessage({ message: "hello" }), 200);
  answered(await api.sendChatMessage({ ...question, sessionId }), 200);

  const messages = await everyItem(async (cursor) =>
    answered(await api.listSessionMessages(sessionId, { limit: 3, cursor }), 200),
  );
  assert.deepEqual(
    messages.map(({ role, agentType }) => [role, agentType]),
    [
      ["user", undefined],
      ["assistant", "greeting"],
      ["user", undefined],
      ["assistant", "certification"],
    ],
  );
  await forget(sessionId);
});

test("leads of each kind are sent by guests and kept by operators", async () => {
  for (const body of [training, trip]) {
    const receipt = answered(await api.createLead(body), 201);
    const lead = answered(await api.getLead(receipt.id, asOperator), 200);
    const contacted = answered(await api.updateLead(receipt.id, { status: "contacted" }, asOperator), 200);

    assert.equal(receipt.status, "new");
    assert.equal(wish(body), lead.type === "trip" ? lead.groupSize : lead.interestedCertification);
    assert.equal(contacted.status, "contacted");
    await eraseLead(receipt.id);
    refused(await api.getLead(receipt.id, asOperator), 404, "notFound");
  }
});

test("a lead that is sent again is the same lead; another one under its key is a conflict", async () => {
  const headers: api.CreateLeadHeaders = { "Idempotency-Key": randomUUID() };
  const first = answered(await api.createLead(trip, headers), 201);
  const again = answered(await api.createLead(trip, headers), 201);

  assert.deepEqual(again, first);
  refused(await api.createLead(training, headers), 409, "conflict");
  await eraseLead(first.id);
});

test("leads are listed newest first, page by page", async () => {
  const older = answered(await api.createLead(training), 201);
  const newer = answered(await api.createLead(trip), 201);
  const { items: first, nextCursor } = await newLeads({ limit: 1 });
  const { items: second } = await newLeads({ limit: 1, cursor: nextCursor });

  assert.deepEqual(
    [...first, ...second].map(({ id }) => id),
    [newer.id, older.id],
  );
  await eraseLead(older.id);
  await eraseLead(newer.id);
});

test("operators' operations refuse guests and wrong keys", async () => {
  const id = randomUUID();

  refused(await api.listLeads(), 401, "unauthorized");
  refused(await api.listLeads({}, { headers: { "X-API-Key": "wrong" } }), 401, "unauthorized");
  refused(await api.getLead(id), 401, "unauthorized");
  refused(await api.updateLead(id, { status: "closed" }), 401, "unauthorized");
  refused(await api.deleteLead(id), 401, "unauthorized");
});

test("destinations are listed page by page and read one by one", async () => {
  const all = answered(await api.listDestinations(), 200);
  const paged = await everyItem(async (cursor) => answered(await api.listDestinations({ limit: 2, cursor }), 200));
  const [first] = paged;
  assert(first);

  assert.deepEqual(paged, all.items);
  assert.deepEqual(answered(await api.getDestination(first.id), 200), first);
});

test("dive sites are narrowed by every tag, listed page by page and read one by one", async () => {
  const tag = ["pinnacle", "current"];
  const sites = await everyItem(async (cursor) => answered(await api.listDiveSites({ tag, limit: 1, cursor }), 200));
  const [first] = sites;
  assert(first);

  assert(sites.every((site) => tag.every((one) => site.tags.includes(one))));
  assert.deepEqual(answered(await api.getDiveSite(first.id), 200), first);
  const fit = answered(await api.getDiveSiteFit(first.id, { certification: "none", loggedDives: 0 }), 200);
  assert.notEqual(fit.verdict, "fits");
  assert.deepEqual(fit.reasons.map(({ rule }) => rule), ["certification", "loggedDives", "depth"]);
});

test("a search answers passages of the kinds asked for", async () => {
  const docType: api.DocType[] = ["certification", "safety"];
  const found = answered(await api.searchContent({ q: question.message, docType, limit: 5 }), 200);

  assert.equal(found.items[0]?.contentPath, "certification/open-water.md");
  assert(found.items.every((hit) => docType.includes(hit.docType)));
});

test("what the types refuse, the service refuses in the same place", async () => {
  // @ts-expect-error: a course has no group size.
  const mixed: api.LeadRequest = { ...training, type: "training", groupSize: 4 };
  // @ts-expect-error: an optional property is absent, never null.
  const unsure: api.DiverProfile = { country: null };

  const lead = refused(await api.createLead(mixed), 422, "invalid");
  const session = refused(await api.createSession({ diverProfile: unsure }), 422, "invalid");

  assert.deepEqual(lead.errors?.map(({ pointer }) => pointer), ["/body/groupSize"]);
  assert.deepEqual(session.errors?.map(({ pointer }) => pointer), ["/body/diverProfile/country"]);
});

test("what the types cannot refuse is a typed problem", async () => {
  const asText = { headers: { "Content-Type": "text/plain" } };
  const long = { message: "x".repeat(300_000) };

  refused(await api.listDestinations({ cursor: "alien" }), 422, "invalid");
  refused(await api.sendChatMessage(question, asText), 415, "unsupportedMediaType");
  refused(await api.sendChatMessage(long), 413, "tooLarge");
});

test("every operation of the contract has been called", assertEveryOperationSucceeded);

type Answer = { status: number; data: unknown };
type Refusal = { status: number; data: api.Problem };

/** What was asked for: here the status says which type `data` has. */
function answered<A extends Answer, S extends A["status"]>(answer: A, status: S): Extract<A, { status: S }>["data"] {
  assert(hasStatus(answer, status), told(answer));
  return answer.data;
}

/** The problem; the compiler takes only statuses that the contract documents with one. */
function refused<A extends Answer, S extends Extract<A, Refusal>["status"]>(
  answer: A,
  status: S,
  code: api.ProblemCode,
): api.Problem {
  assert(isRefusal(answer, status), told(answer));
  assertProblem(answer.data, status, code);
  return answer.data;
}

function hasStatus<A extends Answer, S extends A["status"]>(answer: A, status: S): answer is Extract<A, { status: S }> {
  return answer.status === status;
}

function isRefusal<A extends Answer>(answer: A, status: number): answer is Extract<A, Refusal> {
  return answer.status === status;
}

function told({ status, data }: Answer): string {
  return `${status} ${JSON.stringify(data)}`;
}

async function streamed(body: api.ChatRequest): Promise<api.ChatEvent[]> {
  const response = await fetch(api.getStreamChatMessageUrl(), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  assert.equal(response.status, 200);
  assert(response.body);
  return collect(eventsOf<api.ChatEvent>(response.body));
}

/** What a front end adds to the page for an event. */
function shown(event: api.ChatEvent): string {
  switch (event.type) {
    case "route":
      return event.agentType;
    case "safety":
    case "token":
      return event.text;
    case "citation":
      return event.citation.title;
    case "final":
      return event.reply.message;
    case "error":
      return event.problem.title;
    default:
      return unreachable(event);
  }
}

/** The part of a request that only its kind has. */
function wish(lead: api.LeadRequest): string | number | undefined {
  switch (lead.type) {
    case "training":
      return lead.interestedCertification;
    case "trip":
      return lead.groupSize;
    default:
      return unreachable(lead);
  }
}

async function newLeads(page: { limit: number; cursor?: string }): Promise<api.LeadPage> {
  return answered(await api.listLeads({ ...page, status: "new" }, asOperator), 200);
}

async function forget(sessionId: string): Promise<void> {
  answered(await api.deleteSession(sessionId), 204);
}

async function eraseLead(leadId: string): Promise<void> {
  answered(await api.deleteLead(leadId, asOperator), 204);
}
