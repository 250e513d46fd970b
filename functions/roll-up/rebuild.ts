import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { catalogue } from '../../shared/catalogue/index.ts';
import { createFactStore } from '../../shared/store/fact-store.ts';
import { createLogStore } from '../../shared/store/log-store.ts';
import { createMarkStore } from '../../shared/store/mark-store.ts';
import { createRollupStore } from '../../shared/store/rollup-store.ts';
import { createScanTable } from '../../shared/store/scan-table.ts';
import { createTable } from '../../shared/store/table.ts';
import { createRebuild, type RebuildProgress } from '../../shared/use-cases/rebuild.ts';
import { createRollUp } from '../../shared/use-cases/roll-up.ts';

/** No function, but a command for somebody who may read and write the whole table: `npm run rebuild`, see `infra/rebuild.ts`. */
const { values } = parseArgs({ options: { table: { type: 'string' } } });
if (!values.table) throw new Error('Name the table: --table NAME');

const WIDTH = 24;
const words = { counting: 'Counting again what is held', folding: 'Folding it by day and quarter' };
const { stderr } = process;
let last = '';

/** A bar on one line of a terminal; on anything else, a line for each tenth. */
function show({ doing, done, of }: RebuildProgress): void {
  const part = of === 0 ? 1 : done / of;
  const line = stderr.isTTY
    ? `\r\x1b[2K${'█'.repeat(Math.round(part * WIDTH)).padEnd(WIDTH, '░')} ${words[doing]}…`
    : `${words[doing]}: ${Math.floor(part * 10) * 10}%\n`;
  if (line !== last) stderr.write(line);
  last = line;
}

const began = performance.now();
const client = new DynamoDBClient();
const table = createTable(client, values.table);
const newToken = () => crypto.randomUUID();
const parts = { factStore: createFactStore(table, { newToken }), markStore: createMarkStore(table, newToken) };
const rebuild = createRebuild({
  ...parts,
  scan: createScanTable(client, values.table),
  logs: createLogStore(table),
  rollUp: createRollUp({ ...parts, rollupStore: createRollupStore(table) }),
  catalogue,
});
const { items, logs, unknown, facts, slices } = await rebuild(show);
if (stderr.isTTY) stderr.write('\r\x1b[2K');
const n = (count: number) => count.toLocaleString('en-GB');
const seconds = Math.round((performance.now() - began) / 1000);
process.stdout.write(`Went through ${n(items)} items in ${seconds} s: ${n(facts)} facts of ${n(logs)} logs; ${n(slices)} slices folded.\n`);
if (unknown > 0) process.stdout.write(`The facts of ${n(unknown)} cases of services no longer in the catalogue are left as they were.\n`);
