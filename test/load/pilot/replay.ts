import { Temporal } from 'temporal-polyfill';
import { addDays, type LocalDate, ZONE } from '../../../shared/domain/calendar.ts';
import type { Claim } from './claims.ts';
import { type Door, forEach, type PhoneText } from './door.ts';
import { nightFile } from './nights.ts';
import { acceptAll, askFor, type Imported, importNight, logCall } from './office.ts';
import { sendEvidence } from './residents.ts';

export type Plan = { seed: number; start: LocalDate; days: number; claims: readonly Claim[] };
/** What was seen from outside as a pilot went by. */
export type Seen = {
  texts: PhoneText[];
  /** References by claim, of those whose first text was read; and the other way round. */
  references: Map<string, string>;
  claims: Map<string, Claim>;
  /** What the lists held, and what came of them. */
  files: { rows: number; bad: number; unmapped: number; late: number; landlines: number };
  imported: Imported[];
  /** Writes of a list that came a second time. */
  again: number[];
  uploads: number;
};

const AT_ONCE = 4;
/** A list is sent again on the night it was of, and another a week late. */
const TWICE = 10;
const LATE = { night: 15, of: 8 };

/** Goes through a pilot a day at a time. @param step says which day it is, now and then */
export async function replay(door: Door, plan: Plan, step: (day: number) => void): Promise<Seen> {
  const { start, days, claims } = plan;
  const seen: Seen = {
    texts: [],
    references: new Map(),
    claims: new Map(),
    files: { rows: 0, bad: 0, unmapped: 0, late: 0, landlines: 0 },
    imported: [],
    again: [],
    uploads: 0,
  };
  const firstOn = Map.groupBy(claims, ({ first }) => first);
  const at = (day: number, time: string) => {
    const local = Temporal.PlainDate.from(addDays(start, day)).toZonedDateTime({ timeZone: ZONE, plainTime: time });
    return door.moveTo(local.epochMilliseconds);
  };

  await at(0, '12:00');
  for (let day = 0; day <= days; day++) {
    step(day);
    if (day > 0) await morning(day);
    if (day === days) break;
    await office(day);
    await residents(day);
    await night(day);
  }
  await readTexts(days);
  return seen;

  /** The texts of the night leave; so do reminders. Who wants none says so. */
  async function morning(day: number): Promise<void> {
    await textsLeave(day, '08:0');
    const stopping = (firstOn.get(day - 1) ?? []).filter(({ reached }) => reached === 'stops');
    for (const { mobile } of stopping) if (mobile) await door.reply(mobile, 'STOP');
    await at(day, '10:02');
    await door.settle();
  }

  async function office(day: number): Promise<void> {
    const asking = claims.filter(({ asking: asked }) => asked?.by === 'officer' && asked.on === day);
    const looking = claims.filter(({ asking: asked }) => asked?.sent?.day === day - 1);
    if (asking.length + looking.length === 0) return;
    await at(day, '11:00');
    await forEach(asking, AT_ONCE, async ({ id, asking: asked }) => {
      await askFor(door, referenceOf(id), { items: asked?.items ?? [], by: addDays(start, asked?.date ?? 0) });
    });
    await forEach(looking, AT_ONCE, ({ id }) => acceptAll(door, referenceOf(id)));
    await textsLeave(day, '11:0');
  }

  /** Released by the minute, spread over it where there are many, and two to one phone one after the other: until none comes any more. */
  async function textsLeave(day: number, from: string): Promise<void> {
    for (const minute of [1, 3, 5, 7, 9]) {
      await at(day, `${from}${minute}`);
      await door.settle();
      if (!(await readTexts(day))) return;
    }
  }

  async function residents(day: number): Promise<void> {
    const sending = claims.flatMap(({ id, mobile = '', asking }) =>
      asking?.sent?.day === day ? [{ reference: referenceOf(id), mobile, cannot: asking.sent.cannot }] : [],
    );
    const calling = claims.filter(({ calls }) => calls.includes(day));
    if (sending.length + calling.length === 0) return;
    await at(day, '14:00');
    await sendEvidence(door, sending);
    seen.uploads += sending.length;
    await forEach(calling, AT_ONCE, async ({ id }) => {
      await logCall(door, referenceOf(id));
    });
  }

  async function night(day: number): Promise<void> {
    await at(day, '22:30');
    if (day === LATE.night) seen.again.push((await importNight(door, nightFile(plan, LATE.of).bytes)).apply.commits);
    const { bytes, ...file } = nightFile(plan, day);
    for (const key of ['rows', 'bad', 'unmapped', 'late', 'landlines'] as const) seen.files[key] += file[key];
    seen.imported.push(await importNight(door, bytes));
    if (day === TWICE) seen.again.push((await importNight(door, bytes)).apply.commits);
  }

  /** Reads the phones, and learns from a first text which case is whose. @returns whether any came */
  async function readTexts(day: number): Promise<boolean> {
    const come = await door.textsFrom(seen.texts.length);
    seen.texts.push(...come);
    const today = new Map((firstOn.get(day - 1) ?? []).flatMap((claim) => (claim.mobile ? [[claim.mobile, claim] as const] : [])));
    for (const { number, direction, body } of come) {
      const reference = direction === 'out' ? referenceIn(body) : undefined;
      const claim = today.get(number);
      if (!reference || !claim || seen.claims.has(reference) || seen.references.has(claim.id)) continue;
      seen.references.set(claim.id, reference);
      seen.claims.set(reference, claim);
    }
    return come.length > 0;
  }

  function referenceOf(id: string): string {
    const reference = seen.references.get(id);
    if (!reference) throw new Error(`the claim ${id} was never texted about`);
    return reference;
  }
}

/** The reference of a text, without its dash. */
export const referenceIn = (body: string): string | undefined => /\b([0-9A-Z]{3})-([0-9A-Z]{4})\b/.exec(body)?.slice(1).join('');
