/** Which operations a script has called: one that is new in the contract fails until every client calls it. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";

interface Operation {
  id: string;
  method: string;
  path: RegExp;
}

interface Contract {
  paths: Record<string, Record<string, { operationId?: string }>>;
}

const operations = operationsOf(parse(readFileSync(new URL("../../spec/openapi.yaml", import.meta.url), "utf8")));
const succeeded = new Set<string>();

// Kept here because orval's client has no other seam than the global `fetch`, which its script replaces.
const send = globalThis.fetch;

/** `fetch` that remembers which operation answered with success; given to each client in place of the real one. */
export const rememberingFetch: typeof fetch = async (input, init) => {
  const request = new Request(input, init);
  const operation = operationAt(request.method, new URL(request.url).pathname);
  const response = await send(request);
  if (response.ok) succeeded.add(operation.id);
  return response;
};

/** The last test of each script. A refusal does not count: every operation must have done its work. */
export function assertEveryOperationSucceeded(): void {
  assert.deepEqual([...succeeded].sort(), operations.map(({ id }) => id).sort());
}

function operationsOf(contract: Contract): Operation[] {
  return Object.entries(contract.paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, { operationId }]) =>
      // `parameters` stands beside the methods and has no id.
      operationId ? [{ id: operationId, method: method.toUpperCase(), path: pattern(path) }] : [],
    ),
  );
}

function pattern(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`);
}

function operationAt(method: string, path: string): Operation {
  const operation = operations.find((one) => one.method === method && one.path.test(path));
  assert(operation, `the contract has no ${method} ${path}`);
  return operation;
}
