import { catalogue } from '../../../shared/catalogue/index.ts';
import { shown } from '../../../shared/domain/measure.ts';
import type { MeasureRow } from '../../../shared/domain/measure-row.ts';
import { quarterOf, quarterSlug } from '../../../shared/domain/quarter.ts';
import { FEWEST } from '../../../shared/measures/measure-data.ts';
import { measures } from '../../../shared/measures/measures.ts';
import { rowsCsv } from '../../../web/journeys/report/rows-csv.ts';
import { createVisitor } from '../../support/browser-visitor.ts';
import type { Claim } from './claims.ts';
import { type Door, forEach } from './door.ts';
import { type Expected, expectedOf, sumOf } from './expected.ts';
import { readCase, SERVICE } from './office.ts';
import { type Plan, referenceIn, type Seen } from './replay.ts';

/** A line of the table: a figure as Front Door has it, beside what the stories of the claims come to. */
export type Line = { what: string; found: string; expected?: string; good: boolean };

const MANAGER = 'morgan';
const AT_ONCE = 4;

/** The figures of a pilot, from the quarter's measures and its page, and from what the phones got. */
export async function figuresOf(door: Door, plan: Plan, seen: Seen): Promise<Line[]> {
  const slug = quarterSlug(quarterOf(plan.start));
  const { measures: rows } = await door.api<{ measures: MeasureRow[] }>('GET', `/measures/${slug}`);
  const expected = sumOf(plan.claims.map((claim) => expectedOf(claim, plan.days)));
  return [
    ...measured(rows, expected),
    ...(await onThePages(door, slug, rows)),
    ...imported(seen),
    ...onThePhones(plan, seen),
    await stages(door, plan, seen),
  ];
}

/** Measures of the service, what the table calls each, and what it should come to. A ratio is shown over ten or more only. */
const wanted = {
  'requests-opened': ['claims opened', ({ opened }) => opened],
  decisions: ['decisions', ({ awarded, refused }) => awarded + refused],
  'days-to-decide': ['average days to process', ({ days }) => ratio(sum(days), days.length)],
  'decisions-awarded': ['awarded', ({ awarded }) => awarded],
  'decisions-refused': ['refused', ({ refused }) => refused],
  'refusals-reversed': ['awarded after all', ({ reversed }) => reversed],
  'texts-sent': ['texts sent', ({ texts }) => texts],
  'texts-each': ['texts for each claim', ({ texts, opened }) => ratio(texts, opened)],
  'texts-failed': ['texts not delivered', ({ notDelivered }) => notDelivered],
  letters: ['letters made', ({ letters }) => letters],
  'reminders-sent': ['reminders sent', ({ remindersSent }) => remindersSent],
  'reminders-saved': ['reminders saved', ({ remindersSaved }) => remindersSaved],
} satisfies Record<string, [what: string, of: (expected: Expected) => number | undefined]>;

const sum = (all: readonly number[]): number => all.reduce((total, each) => total + each, 0);
const ratio = (of: number, all: number): number | undefined => (all < FEWEST ? undefined : of / all);
const ours = (rows: readonly MeasureRow[], id: string) => rows.find(({ measure, service }) => measure === id && service === SERVICE);
const asShown = (id: string, value: number | null | undefined): number | undefined => {
  const measure = measures.get(id);
  if (!measure) throw new Error(`there is no measure ${id}`);
  return typeof value === 'number' ? shown(measure, value) : undefined;
};

function measured(rows: readonly MeasureRow[], expected: Expected): Line[] {
  const lines = Object.entries(wanted).map(([id, [what, of]]) => {
    const row = ours(rows, id);
    return line(what, row ? asShown(id, row.value) : 0, asShown(id, of(expected)));
  });
  return [
    ...lines,
    line('first decisions', ours(rows, 'days-to-decide')?.denominator ?? 0, expected.days.length),
    line('chase calls', ours(rows, 'chase-calls')?.numerator ?? 0, expected.chased),
  ];
}

/** The pages, as a manager sees them, have the same figures: each measure by service, and all of the quarter in one file. */
async function onThePages(door: Door, slug: string, rows: readonly MeasureRow[]): Promise<Line[]> {
  const manager = createVisitor(door.baseUrl);
  await manager.signIn(MANAGER);
  const path = `/console/report/${slug}`;
  const page = await manager.get(path);
  const name = catalogue.get(SERVICE)?.name;
  const others: string[] = [];
  for (const id of Object.keys(wanted)) {
    const row = ours(rows, id);
    const { html: csv, status } = await manager.get(`${path}/${id}-by-service.csv`);
    const said = csv.split('\r\n').find((each) => each.startsWith(`${name},`));
    if (row ? said?.split(',')[1] !== String(asShown(id, row.value) ?? '') : status !== 404) others.push(id);
  }
  const { html: all } = await manager.get(`${path}/document.csv`);
  const lines = rowsCsv(rows).split('\r\n');
  const there = all.split('\r\n');
  const apart = [...lines.filter((each) => !there.includes(each)), ...there.filter((each) => !lines.includes(each))];
  return [
    { what: 'quarter page', found: path, good: page.status === 200 },
    { what: 'measures that differ on their page', found: others.join(', ') || 'none', good: others.length === 0 },
    { what: 'all of the quarter in one file', found: apart.join('; ') || `${rows.length} figures`, good: apart.length === 0 },
  ];
}

function imported({ files, imported: nights, again }: Seen): Line[] {
  const sum = (of: (each: Seen['imported'][number]) => number) => nights.reduce((total, each) => total + of(each), 0);
  const reasons = new Map<string, number>();
  for (const each of nights) for (const [reason, rows] of each.reasons) reasons.set(reason, (reasons.get(reason) ?? 0) + rows);
  const said = [...reasons].toSorted((a, b) => b[1] - a[1]).map(([reason, rows]) => `${reason} ${rows}`);
  const bad = line(
    'bad rows',
    sum(({ check }) => check.bad),
    files.bad,
  );
  return [
    line(
      'rows in nightly files',
      sum(({ check }) => check.rows),
      files.rows,
    ),
    bad,
    { what: 'what was wrong with them', found: said.join(', '), good: true },
    line(
      'rows with a landline',
      sum(({ check }) => check.noted),
      files.landlines,
    ),
    line(
      'rows with a word nobody mapped',
      sum(({ apply }) => apply.unmapped),
      files.unmapped,
    ),
    line(
      'rows from days before',
      sum(({ apply }) => apply.late),
      files.late,
    ),
    line('files that asked to be confirmed', nights.filter(({ asksFirst }) => asksFirst).length),
    line(
      'writes by files sent again',
      again.reduce((total, commits) => total + commits, 0),
      0,
    ),
  ];
}

function onThePhones({ claims, days }: Plan, { texts, claims: byReference, references }: Seen): Line[] {
  const out = texts.filter(({ direction, body }) => direction === 'out' && !body.includes('your code is'));
  const got = new Map<Claim | undefined, number>();
  const same = new Map<string, number>();
  for (const { number, body } of out) {
    const claim = byReference.get(referenceIn(body) ?? '');
    const theirs = claim?.mobile === number ? claim : undefined;
    got.set(theirs, (got.get(theirs) ?? 0) + 1);
    // A reminder says the same at half time as two days before.
    const key = `${number} ${body}`;
    same.set(key, (same.get(key) ?? 0) + 1);
  }
  const most = (key: string) => (/ we still need /.test(key) ? 2 : 1);
  const known = claims.filter(({ reached, first }) => reached !== 'written' && reached !== 'dead' && first < days);
  return [
    line('people texted', references.size, known.length),
    line('texted other than their story says', known.filter((claim) => (got.get(claim) ?? 0) !== expectedOf(claim, days).texts).length, 0),
    line('texts the same twice', [...same].filter(([key, times]) => times > most(key)).length, 0),
    line('texts to people without a mobile', got.get(undefined) ?? 0, 0),
    line('texts outside 8am to 8pm', out.filter(({ at }) => !inHours(at)).length, 0),
  ];
}

const hourInLondon = new Intl.DateTimeFormat('en-GB', { hour: 'numeric', hourCycle: 'h23', timeZone: 'Europe/London' });
const inHours = (at: string): boolean => {
  const hour = Number(hourInLondon.format(new Date(at)));
  return hour >= 8 && hour < 20;
};

async function stages(door: Door, { days }: Plan, { claims }: Seen): Promise<Line> {
  let wrong = 0;
  await forEach([...claims], AT_ONCE, async ([reference, claim]) => {
    const { stage } = await readCase(door, reference);
    if (stage.id !== expectedOf(claim, days).stage) wrong++;
  });
  return line('claims at another stage than their story says', wrong, 0);
}

const count = (value: number): string => value.toLocaleString('en-GB');
function line(what: string, found: number | undefined | null, expected?: number): Line {
  const good = expected === undefined || found === expected;
  return {
    what,
    found: found === undefined || found === null ? '–' : count(found),
    ...(expected === undefined ? {} : { expected: count(expected) }),
    good,
  };
}
