/** What the three scripts expect alike: where the service is, how answers, pages and streams look. */

import assert from "node:assert/strict";

export const API_URL = required("API_URL");
export const ADMIN_API_KEY = required("ADMIN_API_KEY");

// Not typed here: each script gives them to its own client, whose types must take them.
export const question = { message: "How deep may I dive with an Open Water certification?" };
export const emergency = { message: "My friend is unconscious after a dive!" };
export const training = {
  type: "training",
  name: "Aisha Tan",
  email: "aisha@example.com",
  interestedCertification: "OW",
  metadata: { campaign: "spring" },
} as const;
export const trip = {
  type: "trip",
  name: "Li Wei",
  email: "li.wei@example.org",
  destination: "Tioman Island",
  groupSize: 4,
} as const;

/** The bodies of answers and refusals as clients hand them out that do not throw. */
interface Answer<Data, Problem> {
  data?: Data;
  error?: Problem;
  response: Response;
}

interface Page<Item> {
  items: Item[];
  nextCursor?: string;
}

/** What was asked for, typed; fails with the problem when the service refused. */
export function answered<Data>(answer: Answer<Data, unknown>, status: number): Data {
  assert.equal(answer.response.status, status, JSON.stringify(answer.error));
  assert(answer.data !== undefined, "there is no body");
  return answer.data;
}

/** Success without a body. Clients differ in what they put in its place, so nobody should look at it. */
export function answeredEmpty(answer: Answer<unknown, unknown>): void {
  assert.equal(answer.response.status, 204, JSON.stringify(answer.error));
}

/** The problem, typed. `code` is checked by the compiler, too: it must be one that the contract names. */
export function refused<Problem extends { code: string; status: number; requestId: string }>(
  answer: Answer<unknown, Problem>,
  status: number,
  code: Problem["code"],
): Problem {
  assert(answer.error, "the service did not refuse");
  assert.equal(answer.response.status, status);
  assertProblem(answer.error, status, code);
  return answer.error;
}

export function assertProblem(
  problem: { code: string; status: number; requestId: string },
  status: number,
  code: string,
): void {
  assert.deepEqual([problem.status, problem.code], [status, code]);
  assert.notEqual(problem.requestId, "");
}

/** All items of a list, page by page. */
export async function everyItem<Item>(page: (cursor?: string) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const { items: more, nextCursor } = await page(cursor);
    assert(more.length > 0 || nextCursor === undefined, "an empty page must be the last");
    items.push(...more);
    cursor = nextCursor;
  } while (cursor !== undefined);
  return items;
}

/**
 * The events of a chat stream, for clients that cannot read one. Their shape is taken from the contract on trust,
 * as generated clients take everything; that names and ids agree with the data is checked.
 */
export async function* eventsOf<Event extends { type: string; id?: string }>(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<Event> {
  for await (const block of blocksOf(body)) {
    // The service sends a name and one line of data; a reader for other services would allow more.
    const [, id, name, data] = /^(?:id: (.+)\n)?event: (.+)\ndata: (.+)$/.exec(block) ?? [];
    assert(data !== undefined, `not an event: ${block}`);
    const event: Event = JSON.parse(data);
    assert.equal(event.type, name);
    assert.equal(event.id, id);
    yield event;
  }
}

/** The pieces between blank lines. A piece of the network may end anywhere, even within a character. */
async function* blocksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let rest = "";
  // Not `TextDecoderStream`: as typed today it does not take a stream of `Uint8Array`.
  const decoder = new TextDecoder();
  for await (const piece of body) {
    const blocks = (rest + decoder.decode(piece, { stream: true })).split("\n\n");
    rest = blocks.pop() ?? "";
    yield* blocks;
  }
  assert.equal(rest, "", "the stream ended within an event");
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

/** The order that the contract promises, see `streamChatMessage`. */
export function assertOrder(events: { type: string }[]): void {
  assert.match(events.map(({ type }) => type).join(" "), /^route( safety)?( citation| token)* (final|error)$/);
}

/** Proves to the compiler that every case was handled; a new one in the contract fails `npm run check`. */
export function unreachable(value: never): never {
  throw new Error(`not in the contract: ${JSON.stringify(value)}`);
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`Set ${name}: the tests call a running service.`);
  return value;
}
