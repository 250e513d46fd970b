import { STATUS_CODES } from 'node:http';
import type * as z from 'zod';
import type { EdgeRefusal, HttpResult } from '../../shared/edge/http.ts';

export type ProblemError = { pointer: string; detail: string };

/** An error as RFC 9457 problem details. What the caller sent is never repeated in it. */
export function problem(status: number, detail: string, errors?: ProblemError[]): HttpResult {
  const title = STATUS_CODES[status] ?? 'Error';
  return {
    statusCode: status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    body: JSON.stringify({ type: 'about:blank', title, status, detail, ...(errors ? { errors } : {}) }),
  };
}

/** A body that its schema refuses: 422, with each place and what is wrong there. */
export function invalidBody(error: z.ZodError): HttpResult {
  const errors = error.issues.map(({ path, message }) => ({ pointer: `/${path.map(String).join('/')}`, detail: message }));
  return problem(422, 'The body does not fit what this address takes.', errors);
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): HttpResult {
  return {
    statusCode: status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(body),
  };
}

const refusals: Record<EdgeRefusal, [number, string]> = {
  'not-through-front': [403, 'Call the council’s own address.'],
  'not-our-page': [403, 'This may not be asked from there.'],
  'too-large': [413, 'The body is over 200 KB.'],
  'went-wrong': [500, 'Something went wrong on our side. Nothing was half done: try again with the same Idempotency-Key.'],
};

/** A refusal of the edge as problem details. */
export function refuse(reason: EdgeRefusal): HttpResult {
  return problem(...refusals[reason]);
}
