/** Every operation through openapi-typescript's types and openapi-fetch's client. */

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import createClient from "openapi-fetch";
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
  eventsOf,
  question,
  refused,
  training,
  trip,
  unreachable,
} from "./expectations";
import type { components, paths } from "@dovvybuddy/api";

type Schemas = components["schemas"];

const guest = createClient<paths>({ baseUrl: API_URL, fetch: rememberingFetch });
const operator = createClient<paths>({
  baseUrl: API_URL,
  fetch: rememberingFetch,
  headers: { "X-API-Key": ADMIN_API_KEY },
});

test("the service is alive and ready", async () => {
  const health = answered(await guest.GET("/health"), 200);
  const readiness = answered(await guest.GET("/health/ready"), 200);

  assert.equal(health.status, "ok");
  assert(health.timestamp.endsWith("Z"));
  assert(readiness.dependencies.some(({ name, status }) => name === "database" && status === "ok"));
});

test("a question is answered with its sources, and the session goes on", async () => {
  const first = answered(await guest.POST("/api/chat", { body: question }), 200);
  const second = answered(
    await guest.POST("/api/chat", { body: { message: "hello", sessionId: first.sessionId } }),
    200,
  );

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
  const body = { ...question, sessionId: randomUUID() };

  refused(await guest.POST("/api/chat/stream", { body, parseAs: "stream" }), 404, "sessionNotFound");
});

test("a session begins without a body", async () => {
  const session = answered(await guest.POST("/api/session"), 201);

  assert.deepEqual(session.diverProfile, {});
  await forget(session.id);
});

test("a session is created, read, changed and erased", async () => {
  const profile: Schemas["DiverProfile"] = { certificationLevel: "AOW", loggedDives: 40, concerns: ["cold water"] };
  const creation = await guest.POST("/api/session", { body: { diverProfile: profile } });
  const created = answered(creation, 201);
  const path = { sessionId: created.id };

  assert.equal(creation.response.headers.get("Location"), `/api/session/${created.id}`);
  assert.deepEqual(answered(await guest.GET("/api/session/{sessionId}", { params: { path } }), 200), created);

  const update: Schemas["SessionUpdate"] = { diverProfile: { loggedDives: 41, concerns: null } };
  const changed = answered(await guest.PATCH("/api/session/{sessionId}", { params: { path }, body: update }), 200);
  // Null forgets: what is not known is absent in the answer, never null.
  assert.deepEqual(changed.diverProfile, { certificationLevel: "AOW", loggedDives: 41 });

  await forget(created.id);
  refused(await guest.GET("/api/session/{sessionId}", { params: { path } }), 404, "sessionNotFound");
});

test("a conversation is read page by page, oldest first", async () => {
  const { sessionId } = answered(await guest.POST("/api/chat", { body: { message: "hello" } }), 200);
  answered(await guest.POST("/api/chat", { body: { ...question, sessionId } }), 200);

  const messages = await everyItem(async (cursor) => {
    const params = { path: { sessionId }, query: { limit: 3, cursor } };
    return answered(await guest.GET("/api/session/{sessionId}/messages", { params }), 200);
  });
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
    const receipt = answered(await guest.POST("/api/lead", { body }), 201);
    const path = { leadId: receipt.id };
    const lead = answered(await operator.GET("/api/lead/{leadId}", { params: { path } }), 200);
    const contacted = answered(
      await operator.PATCH("/api/lead/{leadId}", { params: { path }, body: { status: "contacted" } }),
      200,
    );

    assert.equal(receipt.status, "new");
    assert.equal(wish(body), lead.type === "trip" ? lead.groupSize : lead.interestedCertification);
    assert.equal(contacted.status, "contacted");
    await eraseLead(receipt.id);
    refused(await operator.GET("/api/lead/{leadId}", { params: { path } }), 404, "notFound");
  }
});

test("a lead that is sent again is the same lead; another one under its key is a conflict", async () => {
  const params = { header: { "Idempotency-Key": randomUUID() } };
  const first = answered(await guest.POST("/api/lead", { params, body: trip }), 201);
  const again = answered(await guest.POST("/api/lead", { params, body: trip }), 201);
  const other = await guest.POST("/api/lead", { params, body: training });

  assert.deepEqual(again, first);
  refused(other, 409, "conflict");
  await eraseLead(first.id);
});

test("leads are listed newest first, page by page", async () => {
  const older = answered(await guest.POST("/api/lead", { body: training }), 201);
  const newer = answered(await guest.POST("/api/lead", { body: trip }), 201);

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
  const params = { path: { leadId: randomUUID() } };
  const headers = { "X-API-Key": "wrong" };
  const body = { status: "closed" } as const;

  refused(await guest.GET("/api/lead"), 401, "unauthorized");
  refused(await guest.GET("/api/lead", { headers }), 401, "unauthorized");
  refused(await guest.GET("/api/lead/{leadId}", { params }), 401, "unauthorized");
  refused(await guest.PATCH("/api/lead/{leadId}", { params, body }), 401, "unauthorized");
  refused(await guest.DELETE("/api/lead/{leadId}", { params }), 401, "unauthorized");
});

test("destinations are listed page by page and read one by one", async () => {
  const all = answered(await guest.GET("/api/destinations"), 200);
  const paged = await everyItem(async (cursor) =>
    answered(await guest.GET("/api/destinations", { params: { query: { limit: 2, cursor } } }), 200),
  );
  const [first] = paged;
  assert(first);
  const params = { path: { destinationId: first.id } };

  assert.deepEqual(paged, all.items);
  assert.deepEqual(answered(await guest.GET("/api/destinations/{destinationId}", { params }), 200), first);
});

test("dive sites are narrowed by every tag, listed page by page and read one by one", async () => {
  const tag = ["pinnacle", "current"];
  const sites = await everyItem(async (cursor) =>
    answered(await guest.GET("/api/dive-sites", { params: { query: { tag, limit: 1, cursor } } }), 200),
  );
  const [first] = sites;
  assert(first);
  const params = { path: { diveSiteId: first.id } };

  assert(sites.every((site) => tag.every((one) => site.tags.includes(one))));
  assert.deepEqual(answered(await guest.GET("/api/dive-sites/{diveSiteId}", { params }), 200), first);
  const query = { certification: "none", loggedDives: 0 } as const;
  const fit = answered(await guest.GET("/api/dive-sites/{diveSiteId}/fit", { params: { ...params, query } }), 200);
  assert.notEqual(fit.verdict, "fits");
  assert.deepEqual(fit.reasons.map(({ rule }) => rule), ["certification", "loggedDives", "depth"]);
});

test("a search answers passages of the kinds asked for", async () => {
  const docType: Schemas["DocType"][] = ["certification", "safety"];
  const query = { q: question.message, docType, limit: 5 };
  const found = answered(await guest.GET("/api/search", { params: { query } }), 200);

  assert.equal(found.items[0]?.contentPath, "certification/open-water.md");
  assert(found.items.every((hit) => docType.includes(hit.docType)));
});

test("what the types refuse, the service refuses in the same place", async () => {
  // @ts-expect-error: a course has no group size.
  const mixed: Schemas["LeadRequest"] = { ...training, type: "training", groupSize: 4 };
  // @ts-expect-error: an optional property is absent, never null.
  const unsure: Schemas["DiverProfile"] = { country: null };

  const lead = refused(await guest.POST("/api/lead", { body: mixed }), 422, "invalid");
  const session = refused(await guest.POST("/api/session", { body: { diverProfile: unsure } }), 422, "invalid");

  assert.deepEqual(lead.errors?.map(({ pointer }) => pointer), ["/body/groupSize"]);
  assert.deepEqual(session.errors?.map(({ pointer }) => pointer), ["/body/diverProfile/country"]);
});

test("what the types cannot refuse is a typed problem", async () => {
  const headers = { "Content-Type": "text/plain" };
  const long = { message: "x".repeat(300_000) };

  refused(await guest.GET("/api/destinations", { params: { query: { cursor: "alien" } } }), 422, "invalid");
  refused(await guest.POST("/api/chat", { body: question, headers }), 415, "unsupportedMediaType");
  refused(await guest.POST("/api/chat", { body: long }), 413, "tooLarge");
  refused(await guest.POST("/api/chat", { body: question, bodySerializer: () => "{" }), 400, "unreadable");
});

test("every operation of the contract has been called", assertEveryOperationSucceeded);

async function streamed(body: Schemas["ChatRequest"]): Promise<Schemas["ChatEvent"][]> {
  const stream = answered(await guest.POST("/api/chat/stream", { body, parseAs: "stream" }), 200);
  assert(stream);
  return collect(eventsOf<Schemas["ChatEvent"]>(stream));
}

/** What a front end adds to the page for an event. */
function shown(event: Schemas["ChatEvent"]): string {
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
function wish(lead: Schemas["LeadRequest"]): string | number | undefined {
  switch (lead.type) {
    case "training":
      return lead.interestedCertification;
    case "trip":
      return lead.groupSize;
    default:
      return unreachable(lead);
  }
}

async function newLeads(page: { limit: number; cursor?: string }): Promise<Schemas["LeadPage"]> {
  return answered(await operator.GET("/api/lead", { params: { query: { ...page, status: "new" } } }), 200);
}

async function forget(sessionId: string): Promise<void> {
  answeredEmpty(await guest.DELETE("/api/session/{sessionId}", { params: { path: { sessionId } } }));
}

async function eraseLead(leadId: string): Promise<void> {
  answeredEmpty(await operator.DELETE("/api/lead/{leadId}", { params: { path: { leadId } } }));
}
