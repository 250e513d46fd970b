import { quarterOf, quarterSlug } from '../../../shared/domain/quarter.ts';
import { createVisitor } from '../../support/browser-visitor.ts';
import type { Claim } from './claims.ts';
import { type Door, forEach } from './door.ts';
import { type Expected, expectedOf, sumOf } from './expected.ts';
import { readCase, SERVICE } from './office.ts';
import { type Plan, referenceIn, type Seen } from './replay.ts';

/** A line of the table: a figure as Front Door has it, beside what the stories of the claims come to. */
export type Line = { what: string; found: string; expected?: string; good: boolean };

type Decided = { service: string; averageDays: number; decisions: number };
type Outcomes = { service: string; awarded: number; refused: number; reversed: number };
type Handled = Omit<Expected, 'awarded' | 'refused' | 'reversed' | 'days'> & { service: string; textsEach: number };
type Measures = { decided: Decided[]; outcomes: Outcomes[]; handled: Handled[] };

const MANAGER = 'morgan';
const AT_ONCE = 4;

/** The figures of a pilot, from the quarter's measures and its page, and from what the phones got. */
export async function figuresOf(door: Door, plan: Plan, seen: Seen): Promise<Line[]> {
  const slug = quarterSlug(quarterOf(plan.start));
  const measures = await door.api<Measures>('GET', `/measures/${slug}`);
  const expected = sumOf(plan.claims.map((claim) => expectedOf(claim, plan.days)));
  return [
    ...measured(measures, expected),
    await onThePage(door, slug, measures),
    ...imported(seen),
    ...onThePhones(plan, seen),
    await stages(door, plan, seen),
  ];
}

function measured({ decided, outcomes, handled }: Measures, expected: Expected): Line[] {
  const ours = <T extends { service: string }>(of: readonly T[]): T | undefined => of.find(({ service }) => service === SERVICE);
  const [took, came, done] = [ours(decided), ours(outcomes), ours(handled)];
  const total = expected.days.reduce((sum, days) => sum + days, 0);
  const average = expected.days.length === 0 ? undefined : Math.round((total * 10) / expected.days.length) / 10;
  return [
    line('claims opened', done?.opened ?? 0, expected.opened),
    line('decisions', took?.decisions ?? 0, expected.days.length),
    line('average days to process', took?.averageDays, average),
    line('awarded', came?.awarded ?? 0, expected.awarded),
    line('refused', came?.refused ?? 0, expected.refused),
    line('of these awarded after all', came?.reversed ?? 0, expected.reversed),
    line('texts sent', done?.texts ?? 0, expected.texts),
    line('texts for each claim', done?.textsEach, Math.round((expected.texts * 100) / expected.opened) / 100),
    line('texts not delivered', done?.notDelivered ?? 0, expected.notDelivered),
    line('letters made', done?.letters ?? 0, expected.letters),
    line('reminders sent', done?.remindersSent ?? 0, expected.remindersSent),
    line('reminders saved', done?.remindersSaved ?? 0, expected.remindersSaved),
    line('chase calls', done?.chased ?? 0, expected.chased),
  ];
}

/** The quarter page, as a manager sees it, has the same figures. */
async function onThePage(door: Door, slug: string, { handled }: Measures): Promise<Line> {
  const manager = createVisitor(door.baseUrl);
  await manager.signIn(MANAGER);
  const page = await manager.get(`/console/report/${slug}`);
  const done = handled.find(({ service }) => service === SERVICE);
  const saidIn = async (series: string): Promise<string[]> => {
    const { html: csv } = await manager.get(`/console/report/${slug}/${series}.csv`);
    const row = csv.split('\r\n').find((each) => each.includes('Council Tax Support'));
    return row?.split(',').slice(1) ?? [];
  };
  const said = [...(await saidIn('texts')), ...(await saidIn('asked-after'))].join(' ');
  const told = done && [
    done.textsEach,
    done.opened,
    done.texts,
    done.notDelivered,
    done.chased,
    done.letters,
    done.remindersSent,
    done.remindersSaved,
  ];
  return { what: 'quarter page', found: `/console/report/${slug}: ${said}`, good: page.status === 200 && said === told?.join(' ') };
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
