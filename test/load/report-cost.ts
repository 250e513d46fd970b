import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { createProgressBar } from '../../infra/local/progress.ts';
import { addDays } from '../../shared/domain/calendar.ts';
import { channels } from '../../shared/domain/case.ts';
import { FACT_SHARDS, type Fact } from '../../shared/domain/fact.ts';
import { quarterOf, quarterStart, quartersUpTo } from '../../shared/domain/quarter.ts';
import { measures } from '../../shared/measures/measures.ts';
import { createFactStore } from '../../shared/store/fact-store.ts';
import { factKey, factPartition } from '../../shared/store/keys.ts';
import { createMarkStore } from '../../shared/store/mark-store.ts';
import { createQuarterStore } from '../../shared/store/quarter-store.ts';
import { createRollupStore } from '../../shared/store/rollup-store.ts';
import { createReadReport, REPORT_QUARTERS } from '../../shared/use-cases/read-report.ts';
import { createRollUp } from '../../shared/use-cases/roll-up.ts';
import { TABLE_NAME } from '../support/table.ts';
import { type Cost, createCostCounter } from './counted-calls.ts';
import { openLoadTable } from './load-table.ts';

/**
 * What a quarter's report costs to read, with the seven quarters before it, by how many facts there are; and what one late fact
 * costs to fold in. The facts are put straight into a table on disk and folded by the product's own roll-up.
 *
 *   npm run load:report [-- --facts 1000,100000,1000000] [--keep]
 *
 * It fails when a report, or a late fact, takes another number of calls at one size than at another.
 */
const { values } = parseArgs({
  options: { facts: { type: 'string', default: '1000,100000,1000000' }, keep: { type: 'boolean', default: false } },
});
const sizes = values.facts.split(',').map(Number);
const LAST = quarterOf('2020-03-31');
const QUARTERS = quartersUpTo(LAST, REPORT_QUARTERS);
const SERVICES = Array.from({ length: 8 }, (_, index) => `service-${index}`);
/** Of each quarter: fewer days make slices larger, as they are in a busy council. */
const DAYS = 30;

/** Kinds of facts, in turn: contacts by every channel and what else a report counts. */
const KINDS: Pick<Fact, 'type' | 'channel' | 'outcome' | 'detail' | 'days' | 'score'>[] = [
  ...channels.map((channel) => ({ type: 'contact' as const, channel, outcome: channel === 'web' ? 'request' : 'answered' })),
  { type: 'opened', channel: 'web' },
  { type: 'decided', channel: 'web', outcome: 'awarded', detail: 'first', days: 9 },
  { type: 'decided', channel: 'post', outcome: 'refused', detail: 'first', days: 21 },
  { type: 'ended', channel: 'web', outcome: 'completed', detail: 'in-time' },
  { type: 'rated', channel: 'web', outcome: 'link', score: 5 },
  { type: 'calls', outcome: 'answered', detail: 'benefits' },
  { type: 'text', outcome: 'delivered' },
];

/** The facts in turn: quarters and services change first, so that a thousand of them have every kind of every quarter and service. */
function factOf(number: number): Fact {
  const quarter = QUARTERS[number % QUARTERS.length] as (typeof QUARTERS)[number];
  const service = SERVICES[Math.floor(number / QUARTERS.length) % SERVICES.length] as string;
  const round = Math.floor(number / (QUARTERS.length * SERVICES.length));
  const kind = KINDS[round % KINDS.length] as (typeof KINDS)[number];
  const day = addDays(quarterStart(quarter), (round * 7) % DAYS);
  return { id: `load:${number}`, day, service, shard: round % FACT_SHARDS, quantity: 1, version: 1, ...kind };
}

type Measured = { facts: number; report: Cost; late: Cost; contacts: number; seconds: number };
const bar = createProgressBar(process.stderr);

async function measure(facts: number): Promise<Measured> {
  const began = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'front-door-report-'));
  const { table, client, close } = await openLoadTable(folder);
  try {
    const newToken = () => crypto.randomUUID();
    const factStore = createFactStore(table, { newToken });
    const markStore = createMarkStore(table, newToken);
    const rollUp = createRollUp({ factStore, rollupStore: createRollupStore(table), markStore });
    const marked = new Set<string>();
    const putBatch = async (first: number) => {
      const batch = Array.from({ length: Math.min(25, facts - first) }, (_, index) => factOf(first + index));
      const puts = batch.map((fact) => ({ PutRequest: { Item: marshall({ ...factKey(fact, fact.id), ...fact }) } }));
      await client.send(new BatchWriteItemCommand({ RequestItems: { [TABLE_NAME]: puts } }));
      for (const fact of batch) {
        const slice = factPartition(fact);
        if (marked.has(slice)) continue;
        marked.add(slice);
        await markStore.markSlice(fact);
      }
    };
    const named = `${facts.toLocaleString('en-GB')} facts`;
    for (let first = 0; first < facts; first += 1000) {
      const batches = Array.from({ length: Math.min(40, Math.ceil((facts - first) / 25)) }, (_, index) => putBatch(first + index * 25));
      await Promise.all(batches);
      if (first % 20_000 === 0) bar.step(`${named}: putting them into the table, ${Math.floor((first / facts) * 100)}%`, first / facts);
    }
    bar.step(`${named}: folding ${marked.size.toLocaleString('en-GB')} slices`, 1);
    await rollUp();
    const cost = createCostCounter(client);
    const readReport = createReadReport({
      quarterStore: createQuarterStore(table),
      baseline: { quarters: new Map(), source: 'none' },
      measures,
    });
    let contacts = 0;
    const report = await cost(async () => {
      contacts = (await readReport(LAST)).reduce((sum, { figures }) => sum + (figures.get('contacts-total')?.value ?? 0), 0);
    });
    await factStore.put([{ ...factOf(0), id: 'load:late' }]);
    const late = await cost(() => rollUp());
    return { facts, report, late, contacts, seconds: (performance.now() - began) / 1000 };
  } finally {
    await close();
    if (!values.keep) rmSync(folder, { recursive: true, force: true });
  }
}

const measured: Measured[] = [];
for (const size of sizes) measured.push(await measure(size));
bar.end();

const said = ({ calls }: Cost): string =>
  Object.entries(calls)
    .sort()
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
const same = (one: (each: Measured) => Cost): boolean => new Set(measured.map((each) => said(one(each)))).size === 1;
for (const { facts, report, late, contacts, seconds } of measured)
  process.stdout.write(
    `${facts.toLocaleString('en-GB').padStart(9)} facts, ${contacts.toLocaleString('en-GB')} contacts: the report ${said(report)}, ${report.units} units; a late fact ${said(late)}, ${late.units} units (${seconds.toFixed(0)} s)\n`,
  );
const good = same(({ report }) => report) && same(({ late }) => late) && measured.every(({ report }) => said(report) === '1 Query');
process.stdout.write(
  good ? '  The report is one Query, and a late fact the same calls, at every size.\n' : '! Another size takes other calls.\n',
);
process.exitCode = good ? 0 : 1;
