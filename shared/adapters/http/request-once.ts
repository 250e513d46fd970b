import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';

/** How far one request came. Only `not-sent` is certain to have told the other side nothing. */
export type Requested =
  | { kind: 'answered'; status: number; body: string }
  | { kind: 'not-sent'; because: string }
  | { kind: 'unanswered'; because: string };

export type Request = {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body?: string;
  /** For the whole of it, from looking up the host to the answer's last byte. */
  timeoutMs: number;
};

/** More than any answer we read; the rest is left. */
const MOST_CHARACTERS = 100_000;

/**
 * Asks once, on a connection of its own: one kept from before may have been closed by the other side while the function
 * slept, which looks like a lost answer. Never throws, and never tries again.
 */
export function requestOnce({ method, url, headers, body, timeoutMs }: Request): Promise<Requested> {
  const send = url.startsWith('https:') ? secureRequest : plainRequest;
  const ready = url.startsWith('https:') ? 'secureConnect' : 'connect';
  return new Promise((resolve) => {
    let connected = false;
    const fail = (error: unknown) => {
      const { code, name = 'Error' } = (error ?? {}) as { code?: string; name?: string };
      resolve({ kind: connected ? 'unanswered' : 'not-sent', because: code === 'ABORT_ERR' ? 'ETIMEDOUT' : (code ?? name) });
    };
    const request = send(url, {
      method,
      agent: false,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }) },
      signal: AbortSignal.timeout(timeoutMs),
    });
    request.on('socket', (socket) => {
      socket.once(ready, () => {
        connected = true;
      });
    });
    request.on('error', fail);
    request.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        if (text.length < MOST_CHARACTERS) text += chunk;
      });
      response.on('error', fail);
      response.on('end', () => resolve({ kind: 'answered', status: response.statusCode ?? 0, body: text }));
    });
    request.end(body);
  });
}
