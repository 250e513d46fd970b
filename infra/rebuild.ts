import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/**
 * Reckons all numbers again, from the logs and facts that are held.
 *
 *   npm run rebuild -- --table NAME       in AWS, with the credentials and region of the environment
 *   npm run rebuild -- [--data .local]    on this laptop, while no Front Door runs on that data
 *
 * It may be stopped and begun again. In AWS, Front Door goes on meanwhile.
 */
const { values } = parseArgs({ options: { table: { type: 'string' }, data: { type: 'string', default: '.local' } } });

process.exitCode = values.table ? await rebuild(values.table) : await onLaptop(values.data);

async function rebuild(table: string, env: Record<string, string> = {}): Promise<number> {
  const command = fileURLToPath(new URL('../functions/roll-up/rebuild.ts', import.meta.url));
  const child = spawn(process.execPath, [command, '--table', table], { stdio: 'inherit', env: { ...process.env, ...env } });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

/** Serves the laptop's table to the command, as DynamoDB would be. */
async function onLaptop(folder: string): Promise<number> {
  // SQLite is in Node 24 and says at every start that it is experimental.
  process.removeAllListeners('warning');
  const { serveTable } = await import('./local/serve-table.ts');
  const served = await serveTable(folder);
  try {
    return await rebuild(served.tableName, {
      AWS_ENDPOINT_URL_DYNAMODB: served.url,
      AWS_REGION: 'eu-west-2',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    });
  } finally {
    await served.close();
  }
}
