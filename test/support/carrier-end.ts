import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answer = (response: ServerResponse, request: IncomingMessage) => void;
export type Heard = { method: string; path: string; headers: IncomingMessage['headers']; body: string };

export const never: Answer = () => {};
export const reset: Answer = (_, request) => void request.socket.resetAndDestroy();
/** Begins an answer of a length, and hangs up in the middle of it. */
export const half =
  (status: number, beginning: string): Answer =>
  (response) => {
    response.writeHead(status, { 'content-length': '500' });
    response.write(beginning, () => setTimeout(() => response.destroy(), 20));
  };

/** A carrier's end that answers as told, once a whole request is in: by then it may have sent the text. */
export async function startCarrierEnd(answer: Answer) {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    heard.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
    answer(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    heard,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
