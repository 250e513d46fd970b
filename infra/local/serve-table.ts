import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openEmbeddedTable } from './embedded-table.ts';
import { openKeptState } from './kept-state.ts';

/**
 * Serves the table of a laptop, on loopback alone, to a command that speaks to DynamoDB. Refuses data that a Front Door runs on, and
 * data that has no table.
 */
export async function serveTable(dataDir: string): Promise<{ url: string; tableName: string; close(): Promise<void> }> {
  const state = openKeptState(dataDir);
  const engine = openEmbeddedTable({ path: join(dataDir, 'table') });
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const answer = await engine.run(String(request.headers['x-amz-target']).split('.')[1] ?? '', JSON.parse(body));
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(answer.body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await engine.close();
    state.close();
  };
  const { body } = await engine.run('ListTables', {});
  const [tableName] = (body as { TableNames?: string[] }).TableNames ?? [];
  if (!tableName) {
    await close();
    throw new Error(`There is no table in ${dataDir}`);
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tableName, close };
}
