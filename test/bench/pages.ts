import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCatalogue } from '../../shared/catalogue/create-catalogue.ts';
import { catalogue } from '../../shared/catalogue/index.ts';
import type { Catalogue } from '../../shared/domain/catalogue.ts';
import { type Call, startDoor } from '../support/browser-door.ts';
import { createVisitor } from '../support/browser-visitor.ts';
import { loadTemplates } from './load-templates.ts';
import { lastOf, longForm } from './long-form.ts';
import { replayCalls } from './replay.ts';

/**
 * What a page costs at 3, 15 and 30 questions: calls and units by the ledger of a running Front Door, and processor time of
 * the portal with what the table answers played back to it. Ends with 1 when the last question of 30 takes over 5% more than that of
 * 3, to show or to take its answer. Other work on the machine disturbs it.
 */
const SIZES = [3, 15, 30];
const MOST_MORE = 0.05;
/** Rounds, the first of them while the code is still being compiled, and requests of each kind in a round. */
const ROUNDS = 70;
const WARMING = 10;
const REQUESTS = 40;
const ANSWERS = { short: 'Mill Lane', long: 'x'.repeat(100) };

loadTemplates();
const { openPortal } = await import('../integration/portal/portal-browser.ts');
const units = await measureUnits();
const times = await measureTime(createCatalogue(SIZES.map(longForm)));
const among = await measureTime(new Map([...catalogue, ...createCatalogue(SIZES.map(longForm))]));

console.log('questions  answers  page calls  page units  answer calls  answer units');
for (const row of units) console.log(row);
console.log(`\nquestions  page ms  answer ms  page ms, among ${catalogue.size} services`);
for (const size of SIZES)
  console.log(
    [ms(times.page, size).padStart(16), ms(times.answer, size).padStart(9), ms(among.page, size).padStart(9)]
      .join('  ')
      .replace(/^ {9}/, String(size).padEnd(9)),
  );
const [toShow, toTake] = [more(times.page), more(times.answer)];
const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
console.log(`
At 30 questions the last takes ${percent(toShow)} more processor time than at 3 to show, for all answers before it are read with it, and
${percent(toTake)} more to take its answer.`);
process.exitCode = Math.max(toShow, toTake) > MOST_MORE ? 1 : 0;

/** Milliseconds of processor each round, by the number of questions. */
type Costs = ReadonlyMap<number, readonly number[]>;

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function ms(costs: Costs, size: number): string {
  return median(costs.get(size) ?? []).toFixed(3);
}

/** How much more 30 take than 3 right before or after: what else the machine does meanwhile weighs on both. */
function more(costs: Costs): number {
  const few = costs.get(3) ?? [];
  return median((costs.get(30) ?? []).map((many, round) => many / (few[round] ?? many) - 1));
}

/** Lines of a table: what the last question's page and answer cost, with short answers before it and with long ones. */
async function measureUnits(): Promise<string[]> {
  const services = mkdtempSync(join(tmpdir(), 'long-forms-'));
  for (const size of SIZES)
    writeFileSync(join(services, `form-of-${size}.ts`), `export const service = ${JSON.stringify(longForm(size))};`);
  const door = await startDoor({ services });
  const lines: string[] = [];
  for (const size of SIZES) {
    for (const [kind, answer] of Object.entries(ANSWERS)) {
      const visitor = createVisitor(door.baseUrl);
      const path = (part: string) => `/apply/form-of-${size}/${part}`;
      for (let part = 1; part < size - 1; part++) await visitor.post(path(`part-${part}`), { [`part-${part}`]: answer });
      const cost = async (does: () => Promise<unknown>): Promise<[number, number]> => {
        const before = (await door.calls()).length;
        await does();
        const calls = (await door.calls()).slice(before).filter(({ function: name }: Call) => name === 'portal');
        return [calls.length, calls.reduce((sum, call) => sum + (call.units ?? 0), 0)];
      };
      const page = await cost(() => visitor.get(path(lastOf(size))));
      const given = await cost(() => visitor.post(path(lastOf(size)), { [lastOf(size)]: answer }));
      const cells = [size, kind, ...page, ...given].map(String);
      lines.push([9, 7, 10, 10, 12, 12].map((width, column) => (cells[column] ?? '').padEnd(width)).join('  '));
    }
  }
  await door.stop();
  rmSync(services, { recursive: true, force: true });
  return lines;
}

/** Milliseconds of processor that the last question's page and answer take, by the number of questions, of each of many rounds. */
async function measureTime(services: Catalogue): Promise<{ page: Costs; answer: Costs }> {
  const portal = await openPortal({ catalogue: services });
  const jobs: { size: number; kind: 'page' | 'answer'; run: () => Promise<unknown> }[] = [];
  const replay = replayCalls(portal.client);
  for (const size of SIZES) {
    const browser = portal.browser();
    const path = (part: string) => `/apply/form-of-${size}/${part}`;
    for (let part = 1; part < size; part++) await browser.post(path(`part-${part}`), { [`part-${part}`]: ANSWERS.short });
    jobs.push({ size, kind: 'page', run: () => browser.get(path(lastOf(size))) });
    jobs.push({ size, kind: 'answer', run: () => browser.post(path(lastOf(size)), { [lastOf(size)]: ANSWERS.short }) });
  }
  replay.record();
  for (const { run } of jobs) await run();
  await replay.play();
  const costs = { page: new Map<number, number[]>(), answer: new Map<number, number[]>() };
  for (let round = 0; round < ROUNDS; round++) {
    // There and back: what comes later in a round is not always the same.
    for (const { size, kind, run } of round % 2 ? jobs.toReversed() : jobs) {
      const began = process.cpuUsage();
      for (let request = 0; request < REQUESTS; request++) await run();
      const { user, system } = process.cpuUsage(began);
      if (round >= WARMING) costs[kind].set(size, [...(costs[kind].get(size) ?? []), (user + system) / 1000 / REQUESTS]);
    }
  }
  replay.stop();
  await portal.stop();
  return costs;
}
