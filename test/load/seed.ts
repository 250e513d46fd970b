import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { readAssembly } from '../../infra/local/cloud-assembly.ts';
import { type EmbeddedTable, openEmbeddedTable } from '../../infra/local/embedded-table.ts';
import { prepare } from '../../infra/local/prepare.ts';
import { noProgress } from '../../infra/local/progress.ts';
import { createResolver } from '../../infra/local/resolver.ts';
import { createTables, readTables } from '../../infra/local/tables.ts';
import { createTemplates } from '../../infra/local/templates.ts';
import { textKey } from '../../shared/store/keys.ts';
import { createTable } from '../../shared/store/table.ts';
import { createTextStore, type TextStore } from '../../shared/store/text-store.ts';

const AT_ONCE = 50;

/**
 * Puts texts into the table of a Front Door that is not running, through the text store: bulk, one part each, to a number each,
 * all due at one moment.
 * @param progress told how many are in, now and then
 */
export async function seedTexts(
  dataDir: string,
  { texts, dueAt }: { texts: number; dueAt: string },
  progress: (done: number) => void,
): Promise<void> {
  await withTexts(dataDir, async (store) => {
    let next = 0;
    const worker = async (): Promise<void> => {
      while (next < texts) {
        const number = next++;
        const body = `Northwick Council: we have your claim, form ${number}. We will be back by 4 December.`;
        const personal = { to: mobileOf(number), body };
        await store.add({ ...causeOf(number), at: dueAt, dueAt, urgency: 'bulk', parts: 1, personal });
        if (number % 1000 === 0) progress(number);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  });
}

/** How texts stand in the table of a Front Door that is not running, each in words: `unknown: TimeoutError`. */
export async function statesOf(dataDir: string, numbers: readonly number[]): Promise<string[]> {
  const states: string[] = [];
  await withTexts(dataDir, async (store) => {
    for (const number of numbers) {
      const { log, sequence, purpose } = causeOf(number);
      const text = await store.read(textKey(log, sequence, purpose));
      states.push(text ? [text.state, text.because].filter(Boolean).join(': ') : 'not there');
    }
  });
  return states;
}

const causeOf = (number: number) => ({ log: { kind: 'case', id: `LOAD${number}` }, sequence: 1, purpose: 'received' }) as const;

async function withTexts(dataDir: string, use: (store: TextStore) => Promise<void>): Promise<void> {
  const { directory } = await prepare(noProgress, { carrier: 'sns' });
  const stacks = readAssembly(directory, (text) => text);
  const resolver = createResolver(stacks, { gateUrl: 'http://127.0.0.1' }, () => 'none');
  const tables = readTables(createTemplates(stacks, resolver));
  const engine = openEmbeddedTable({ path: join(dataDir, 'table') });
  try {
    await createTables(engine, tables);
    await use(createTextStore(createTable(clientOf(engine), tables[0]?.table ?? '')));
  } finally {
    await engine.close();
  }
}

/** Which of the texts this is. */
export const numberIn = (body: string): number => Number(/form (\d+)/.exec(body)?.[1] ?? Number.NaN);

/** Some hundred thousand numbers, all phones of the laptop's own; none ends in 990 to 999, where some phones take no texts. */
const mobileOf = (number: number): string => `+4477009${String((Math.floor(number / 990) % 100) * 1000 + (number % 990)).padStart(5, '0')}`;

/** The engine in place of the network: a client whose requests never leave the process. */
export function clientOf(engine: EmbeddedTable): DynamoDBClient {
  type Request = { headers: Record<string, string>; body: Uint8Array };
  const handle = async ({ headers, body }: Request) => {
    const answer = await engine.run(String(headers['x-amz-target']).split('.')[1] ?? '', JSON.parse(new TextDecoder().decode(body)));
    const response = {
      statusCode: answer.status,
      headers: { 'content-type': 'application/x-amz-json-1.0' },
      body: new TextEncoder().encode(JSON.stringify(answer.body)),
    };
    return { response };
  };
  const requestHandler = { handle, metadata: { handlerProtocol: 'http/1.1' } } as never;
  return new DynamoDBClient({ region: 'eu-west-2', credentials: { accessKeyId: 'load', secretAccessKey: 'load' }, requestHandler });
}
