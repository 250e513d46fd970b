import { instantAt, type LocalDate, localDate } from './calendar.ts';
import type { HalfHour } from './calls.ts';
import type { CallsProfile } from './calls-profile.ts';
import { dayOf, readImportDate } from './import-date.ts';
import { plainWord } from './import-profile.ts';
import { type Fault, type FaultReason, type ImportRecord, tidy } from './import-row.ts';

/** What one row says: one half hour of one queue. */
export type CallsRow = HalfHour & { queue: string; day: LocalDate; service?: string };
/** `left-out`: a queue that the profile leaves out; `word`: one that nobody mapped, as the file has it. */
export type ReadCallsRow =
  | { kind: 'row'; row: CallsRow; notes: Fault[] }
  | { kind: 'bad'; faults: Fault[]; word?: string }
  | { kind: 'left-out' };

const MAX_QUEUE = 60;

/**
 * Reads one record by a profile: every fault at once. Total: whatever the record holds, it is one of three.
 * Counts are whole numbers, `1,204` too. More answered and abandoned than offered is noted and no more: a caller of 9:29 is
 * answered at 9:31, and systems differ in which half hour has them.
 * @param today the council's local date, on which the file was given to us
 */
export function readCallsRow(profile: CallsProfile, { line, values }: ImportRecord, today: LocalDate): ReadCallsRow {
  const { columns } = profile;
  const faults: Fault[] = [];
  const wrong = (column: string, reason: FaultReason): undefined => {
    faults.push({ line, column, reason });
  };
  const text = (column: string): string => tidy(values.get(plainWord(column)) ?? '');
  const count = (column: string): number => {
    const typed = text(column);
    const plain = typed.replaceAll(/,(?=\d{3}(\D|$))/g, '');
    if (/^\d{1,7}$/.test(plain)) return Number(plain);
    wrong(column, typed === '' ? 'empty' : 'not-a-count');
    return 0;
  };

  const word = plainWord(text(columns.queue));
  if (profile.leftOut.includes(word)) return { kind: 'left-out' };
  const queue = Object.hasOwn(profile.queues, word) ? profile.queues[word] : undefined;
  if (word === '') wrong(columns.queue, 'empty');
  else if (word.length > MAX_QUEUE) wrong(columns.queue, 'too-many-characters');
  else if (!queue) wrong(columns.queue, 'unknown-queue');
  const begins = halfHourOf(profile, text, wrong);
  const day = begins && localDate(begins);
  if (day && day > today) wrong(columns.date, 'after-today');
  const [offered, answered, within90, abandoned] = [columns.offered, columns.answered, columns.within90, columns.abandoned].map(count) as [
    number,
    number,
    number,
    number,
  ];
  if (within90 > answered) wrong(columns.within90, 'more-than-answered');
  if (!queue && word !== '' && word.length <= MAX_QUEUE) return { kind: 'bad', faults, word };
  if (!queue || !begins || !day || faults.length > 0) return { kind: 'bad', faults };
  const more: Fault = { line, column: columns.offered, reason: 'fewer-than-answered', noted: true };
  const row: CallsRow = {
    line,
    queue: queue.id,
    day,
    begins,
    offered,
    answered,
    within90,
    abandoned,
    ...(queue.service ? { service: queue.service } : {}),
  };
  return { kind: 'row', row, notes: answered + abandoned > offered ? [more] : [] };
}

/** `9:30`, `09:30:00`, `0930`, `9:30 AM`, `09:30 - 10:00`: where several stand, the first. */
const TIME = /^(?<hour>\d{1,2}):?(?<minute>\d{2})(?::\d{2})?(?: ?(?<half>[AP])M)?(?: ?[-–].*)?$/i;

/** The instant at which the half hour begins. */
function halfHourOf(
  { columns, dateFormats, zone }: CallsProfile,
  text: (column: string) => string,
  wrong: (column: string, reason: FaultReason) => undefined,
): string | undefined {
  const typed = text(columns.date);
  if (typed === '') return wrong(columns.date, 'empty');
  const moment = readImportDate(typed, dateFormats);
  if (!moment) return wrong(columns.date, 'not-a-date');
  const time = columns.begins === undefined ? moment.slice(11) : timeOf(text(columns.begins));
  if (!/^([01]\d|2[0-3]):(00|30)$/.test(time)) return wrong(columns.begins ?? columns.date, 'not-a-half-hour');
  return instantAt(dayOf(moment), time, zone) ?? wrong(columns.begins ?? columns.date, 'not-a-half-hour');
}

function timeOf(typed: string): string {
  const { hour = '', minute = '', half } = TIME.exec(typed)?.groups ?? {};
  const h = half ? (Number(hour) % 12) + (half.toUpperCase() === 'P' ? 12 : 0) : Number(hour || 'x');
  return `${String(h).padStart(2, '0')}:${minute}`;
}
