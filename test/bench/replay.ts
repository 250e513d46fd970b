import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

type Handler = DynamoDBClient['config']['requestHandler'];
type Answered = Awaited<ReturnType<Handler['handle']>>;
/** What the table answered to a request: its body in base64. */
export type Kept = { status: number; headers: Record<string, string>; body: string };

/**
 * Keeps what the table answers, and plays it back to the same request from a process of its own: what is measured then is the portal with
 * its client and the way to the table, without the table.
 */
export function replayCalls(client: DynamoDBClient) {
  const real = client.config.requestHandler;
  const kept: Record<string, Kept> = {};
  let server: ChildProcess | undefined;
  const become = (handle: Handler['handle']): void => {
    client.config.requestHandler = { metadata: real.metadata, handle } as Handler;
  };
  return {
    record: (): void =>
      become(async (request, options) => {
        const { response } = await real.handle(request, options);
        const chunks: Uint8Array[] = [];
        for await (const chunk of response.body as AsyncIterable<Uint8Array>) chunks.push(chunk);
        const body = Buffer.concat(chunks);
        const { statusCode, headers } = response;
        kept[requestKey(request.headers['x-amz-target'], request.body as Uint8Array)] = {
          status: statusCode,
          headers,
          body: body.toString('base64'),
        };
        return { response: { statusCode, headers, body } } as unknown as Answered;
      }),
    play: async (): Promise<void> => {
      server = fork(fileURLToPath(new URL('./replay-server.ts', import.meta.url)));
      server.send(kept);
      const [port] = (await once(server, 'message')) as [number];
      become((request, options) => {
        request.port = port;
        return real.handle(request, options);
      });
    },
    stop: (): void => {
      server?.kill();
    },
  };
}

export const requestKey = (target: unknown, body: Uint8Array): string => `${target} ${Buffer.from(body).toString('utf8')}`;
