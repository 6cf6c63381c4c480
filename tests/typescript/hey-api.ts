/** Every operation through the client that @hey-api/openapi-ts generates; the only one that reads streams by itself. */

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { assertEveryOperationSucceeded, rememberingFetch } from "./every";
import {
  ADMIN_API_KEY,
  API_URL,
  answered,
  answeredEmpty,
  assertOrder,
  collect,
  emergency,
  everyItem,
  question,
  refused,
  training,
  trip,
  unreachable,
} from "./expectations";
import * as api from "./generated/hey-api";
import { createClient, createConfig } from "./generated/hey-api/client";

const client = createClient(createConfig({ baseUrl: API_URL, fetch: rememberingFetch }));
// The key goes only where the contract asks for it.
const operator = createClient(createConfig({ baseUrl: API_URL, fetch: rememberingFetch, auth: ADMIN_API_KEY }));

test("the service is alive and ready", async () => {
  const health = answered(await api.getHealth({ client }), 200);
  const readiness = answered(await api.getReadiness({ client }), 200);

  assert.equal(health.status, "ok");
  assert(health.timestamp.endsWith("Z"));
  assert(readiness.dependencies.some(({ name, status }) => name === "database" && status === "ok"));
});

test("a question is answered with its sources, and the session goes on", async () => {
  const first = answered(await api.sendChatMessage({ client, body: question }), 200);
  const body = { message: "hello", sessionId: first.sessionId };
  const second = answered(await api.sendChatMessage({ client, body }), 200);

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

test("a stream that cannot begin is an error without events", async () => {
  const errors: unknown[] = [];
  const events = await streamed({ ...question, sessionId: randomUUID() }, (error) => errors.push(error));

  // This client keeps the problem to itself; its status is all that a front end learns.
  assert.deepEqual(events, []);
  assert.match(String(errors), /^Error: SSE failed: 404/);
});

test("a session begins without a body", async () => {
  const session = answered(await api.createSession({ client }), 201);

  assert.deepEqual(session.diverProfile, {});
  await forget(session.id);
});

test("a session is created, read, changed and erased", async () => {
  const profile: api.DiverProfile = { certificationLevel: "AOW", loggedDives: 40, concerns: ["cold water"] };
  const creation = await api.createSession({ client, body: { diverProfile: profile } });
  const created = answered(creation, 201);
  const path = { sessionId: created.id };

  assert.equal(creation.response.headers.get("Location"), `/api/session/${created.id}`);
  assert.deepEqual(answered(await api.getSession({ client, path }), 200), created);

  const update: api.SessionUpdate = { diverProfile: { loggedDives: 41, concerns: null } };
  const changed = answered(await api.updateSession({ client, path, body: update }), 200);
  // Null forgets: what is not known is absent in the answer, never null.
  assert.deepEqual(changed.diverProfile, { certificationLevel: "AOW", loggedDives: 41 });

  await forget(created.id);
  refused(await api.getSession({ client, path }), 404, "sessionNotFound");
});

test("a conversation is read page by page, oldest first", async () => {
  const { sessionId } = answered(await api.sendChatMessage({ client, body: { message: "hello" } }), 200);
  answered(await api.sendChatMessage({ client, body: { ...question, sessionId } }), 200);

  const messages = await everyItem(async (cursor) =>
    answered(await api.listSessionMessages({ client, path: { sessionId }, query: { limit: 3, cursor } }), 200),
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
    const receipt = answered(await api.createLead({ client, body }), 201);
    const path = { leadId: receipt.id };
    const lead = answered(await api.getLead({ client: operator, path }), 200);
    const contacted = answered(await api.updateLead({ client: operator, path, body: { status: "contacted" } }), 200);

    assert.equal(receipt.status, "new");
    assert.equal(wish(body), lead.type === "trip" ? lead.groupSize : lead.interestedCertification);
    assert.equal(contacted.status, "contacted");
    await eraseLead(receipt.id);
    refused(await api.getLead({ client: operator, path }), 404, "notFound");
  }
});

test("a lead that is sent again is the same lead; another one under its key is a conflict", async () => {
  const headers = { "Idempotency-Key": randomUUID() };
  const first = answered(await api.createLead({ client, headers, body: trip }), 201);
  const again = answered(await api.createLead({ client, headers, body: trip }), 201);
  const other = await api.createLead({ client, headers, body: training });

  assert.deepEqual(again, first);
  refused(other, 409, "conflict");
  await eraseLead(first.id);
});

test("leads are listed newest first, page by page", async () => {
  const older = answered(await api.createLead({ client, body: training }), 201);
  const newer = answered(await api.createLead({ client, body: trip }), 201);
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
  const path = { leadId: randomUUID() };

  refused(await api.listLeads({ client }), 401, "unauthorized");
  refused(await api.listLeads({ client, auth: "wrong" }), 401, "unauthorized");
  refused(await api.getLead({ client, path }), 401, "unauthorized");
  refused(await api.updateLead({ client, path, body: { status: "closed" } }), 401, "unauthorized");
  refused(await api.deleteLead({ client, path }), 401, "unauthorized");
});

test("destinations are listed page by page and read one by one", async () => {
  const all = answered(await api.listDestinations({ client }), 200);
  const paged = await everyItem(async (cursor) =>
    answered(await api.listDestinations({ client, query: { limit: 2, cursor } }), 200),
  );
  const [first] = paged;
  assert(first);
  const path = { destinationId: first.id };

  assert.deepEqual(paged, all.items);
  assert.deepEqual(answered(await api.getDestination({ client, path }), 200), first);
});

test("dive sites are narrowed by every tag, listed page by page and read one by one", async () => {
  const tag = ["pinnacle", "current"];
  const sites = await everyItem(async (cursor) =>
    answered(await api.listDiveSites({ client, query: { tag, limit: 1, cursor } }), 200),
  );
  const [first] = sites;
  assert(first);
  const path = { diveSiteId: first.id };

  assert(sites.every((site) => tag.every((one) => site.tags.includes(one))));
  assert.deepEqual(answered(await api.getDiveSite({ client, path }), 200), first);
  const query = { certification: "none", loggedDives: 0 } as const;
  const fit = answered(await api.getDiveSiteFit({ client, path, query }), 200);
  assert.notEqual(fit.verdict, "fits");
  assert.deepEqual(fit.reasons.map(({ rule }) => rule), ["certification", "loggedDives", "depth"]);
});

test("a search answers passages of the kinds asked for", async () => {
  const docType: api.DocType[] = ["certification", "safety"];
  const query = { q: question.message, docType, limit: 5 };
  const found = answered(await api.searchContent({ client, query }), 200);

  assert.equal(found.items[0]?.contentPath, "certification/open-water.md");
  assert(found.items.every((hit) => docType.includes(hit.docType)));
});

test("what the types refuse, the service refuses in the same place", async () => {
  // @ts-expect-error: a course has no group size.
  const mixed: api.LeadRequest = { ...training, type: "training", groupSize: 4 };
  // @ts-expect-error: an optional property is absent, never null.
  const unsure: api.DiverProfile = { country: null };

  const lead = refused(await api.createLead({ client, body: mixed }), 422, "invalid");
  const session = refused(await api.createSession({ client, body: { diverProfile: unsure } }), 422, "invalid");

  assert.deepEqual(lead.errors?.map(({ pointer }) => pointer), ["/body/groupSize"]);
  assert.deepEqual(session.errors?.map(({ pointer }) => pointer), ["/body/diverProfile/country"]);
});

test("what the types cannot refuse is a typed problem", async () => {
  const headers = { "Content-Type": "text/plain" };
  const long = { message: "x".repeat(300_000) };

  refused(await api.listDestinations({ client, query: { cursor: "alien" } }), 422, "invalid");
  refused(await api.sendChatMessage({ client, body: question, headers }), 415, "unsupportedMediaType");
  refused(await api.sendChatMessage({ client, body: long }), 413, "tooLarge");
  refused(await api.sendChatMessage({ client, body: question, bodySerializer: () => "{" }), 400, "unreadable");
});

test("every operation of the contract has been called", assertEveryOperationSucceeded);

async function streamed(
  body: api.ChatRequest,
  onSseError: (error: unknown) => void = assert.ifError,
): Promise<api.ChatEvent[]> {
  // Without a limit this client tries again for ever, even after a refusal, and asks the question anew each time.
  const { stream } = await api.streamChatMessage({ client, body, onSseError, sseMaxRetryAttempts: 1 });
  return collect(stream);
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
  return answered(await api.listLeads({ client: operator, query: { ...page, status: "new" } }), 200);
}

async function forget(sessionId: string): Promise<void> {
  answeredEmpty(await api.deleteSession({ client, path: { sessionId } }));
}

async function eraseLead(leadId: string): Promise<void> {
  answeredEmpty(await api.deleteLead({ client: operator, path: { leadId } }));
}
