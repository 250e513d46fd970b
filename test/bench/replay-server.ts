import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Kept, requestKey } from './replay.ts';

/** Answers each request with what is kept of it; its parent sends that first, and is told the port. */
process.once('message', (kept: Record<string, Kept>) => {
  const answers = new Map(Object.entries(kept).map(([key, { body, ...rest }]) => [key, { ...rest, body: Buffer.from(body, 'base64') }]));
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const answer = answers.get(requestKey(request.headers['x-amz-target'], Buffer.concat(chunks)));
      response.writeHead(answer?.status ?? 500, answer?.headers ?? {}).end(answer?.body);
    });
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
});
