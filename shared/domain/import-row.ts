import type { Answers } from './answers.ts';
import { addDays, addMonths, type LocalDate } from './calendar.ts';
import { type Channel, MAX_INSTRUCTION } from './case.ts';
import type { Catalogue, Service } from './catalogue.ts';
import { checkAnswer } from './check-answer.ts';
import { MAX_DAYS_AHEAD } from './decide-evidence.ts';
import { dayOf, readImportDate } from './import-date.ts';
import { type ImportProfile, plainWord } from './import-profile.ts';

/** Why a row, or a column of it, cannot be used. Words for each: `web/content/console-imports.ts`. */
export const faultReasons = [
  'not-in-encoding',
  'quote-open',
  'too-long',
  'wrong-count',
  'empty',
  'too-many-characters',
  'not-a-date',
  'after-today',
  'before-received',
  'date-over',
  'too-far-ahead',
  'too-long-ago',
  'unknown-service',
  'not-a-mobile',
  'instruction-too-long',
  'unknown-queue',
  'not-a-half-hour',
  'not-a-count',
  'more-than-answered',
  'fewer-than-answered',
  'twice',
  'not-kept',
] as const;
export type FaultReason = (typeof faultReasons)[number];
/** One thing wrong with a row. It names the line and the column, never what stood there. */
export type Fault = {
  line: number;
  column?: string;
  reason: FaultReason /** The row was taken in all the same, without this. */;
  noted?: true;
};

/** What one row says of one claim. `status` is the back office's word, `stage` ours for it: undefined where nobody mapped it. */
export type ImportRow = {
  line: number;
  claim: string;
  service: string;
  status: string;
  stage: string | undefined;
  received: LocalDate;
  asOf: string;
  channel: Channel;
  answers: Answers;
  /** Questions that the file has columns for: what it says of these stands, empty or not, and of no others. */
  brings: string[];
  /** Whether it has a mobile, to text; absent where the file has no column for one. */
  textable?: boolean;
  needed?: string;
  neededBy?: LocalDate;
  reason?: string;
};
export type ReadRow = { kind: 'row'; row: ImportRow; notes: Fault[] } | { kind: 'bad'; faults: Fault[] };
/** A record of the file: its columns' content by {@link plainWord} of their names. */
export type ImportRecord = { line: number; values: ReadonlyMap<string, string> };

/** A claim that was received longer ago is a slip, or a date that stands for none, as 1 January 1900 does. */
const MAX_YEARS_BACK = 20;
const MAX_CLAIM = 40;
const MAX_STATUS = 60;
const MAX_REASON = 1000;

/**
 * Reads one record by a profile: every fault at once. Total: whatever the record holds, it is a row or it is bad.
 * @param today the council's local date, on which the file was given to us
 */
export function readRow(profile: ImportProfile, catalogue: Catalogue, record: ImportRecord, today: LocalDate): ReadRow {
  const { columns } = profile;
  const { line } = record;
  const faults: Fault[] = [];
  const notes: Fault[] = [];
  const wrong = (column: string, reason: FaultReason): undefined => {
    faults.push({ line, column, reason });
  };
  const text = (column: string | undefined) => (column === undefined ? '' : tidy(record.values.get(plainWord(column)) ?? ''));
  const needed = (column: string, most: number): string | undefined => {
    const value = text(column);
    if (value === '') return wrong(column, 'empty');
    return value.length > most ? wrong(column, 'too-many-characters') : value;
  };
  const date = (column: string, latest?: LocalDate): string | undefined => {
    const value = text(column);
    if (value === '') return wrong(column, 'empty');
    const moment = readImportDate(value, profile.dateFormats);
    if (!moment) return wrong(column, 'not-a-date');
    return latest && dayOf(moment) > latest ? wrong(column, 'after-today') : moment;
  };

  const claim = needed(columns.claim, MAX_CLAIM)?.toUpperCase().replace(/\s/g, '');
  const typedStatus = needed(columns.status, MAX_STATUS);
  const received = date(columns.received, today);
  const asOf = columns.asOf === undefined ? today : date(columns.asOf, today);
  if (received && asOf && columns.asOf && dayOf(asOf) < dayOf(received)) wrong(columns.asOf, 'before-received');
  const service = serviceOf(profile, catalogue, text(columns.service));
  if (!service) wrong(columns.service ?? columns.claim, 'unknown-service');
  if (received && dayOf(received) < addMonths(today, -12 * MAX_YEARS_BACK)) wrong(columns.received, 'too-long-ago');
  const asked = columns.neededBy && text(columns.neededBy) ? date(columns.neededBy) : undefined;
  const neededBy = asked && dayOf(asked) <= addDays(today, MAX_DAYS_AHEAD) ? asked : undefined;
  if (asked && !neededBy && columns.neededBy) notes.push({ line, column: columns.neededBy, reason: 'too-far-ahead', noted: true });
  const instruction = text(columns.needed).replace(/[\s.]+$/, '');
  if (columns.needed && [...instruction].length > MAX_INSTRUCTION) wrong(columns.needed, 'instruction-too-long');
  if (!claim || !typedStatus || !received || !asOf || !service || faults.length > 0) return { kind: 'bad', faults };

  const answers = answersOf(service, { profile, text, today }, (column, reason) => notes.push({ line, column, reason, noted: true }));
  const status = plainWord(typedStatus);
  const row: ImportRow = {
    line,
    claim,
    service: service.id,
    status,
    stage: profile.statuses[service.id]?.[status],
    received: dayOf(received),
    asOf,
    channel: profile.channels.words[plainWord(text(columns.channel))] ?? profile.channels.otherwise,
    answers: answers.answers,
    brings: answers.brings,
    ...(columns.mobile ? { textable: answers.textable } : {}),
    ...(instruction ? { needed: instruction } : {}),
    ...(neededBy ? { neededBy: dayOf(neededBy) } : {}),
    ...(text(columns.reason) ? { reason: text(columns.reason).slice(0, MAX_REASON) } : {}),
  };
  return { kind: 'row', row, notes };
}

/** Control characters have no place in a name or an address; a run of spaces is one. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it takes out
export const tidy = (value: string): string => value.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim();

function serviceOf({ service, statuses }: ImportProfile, catalogue: Catalogue, word: string): Service | undefined {
  const named = typeof service === 'string' ? service : service[plainWord(word)];
  return named !== undefined && statuses[named] ? catalogue.get(named) : undefined;
}

type Reading = { profile: ImportProfile; text: (column: string | undefined) => string; today: LocalDate };

/**
 * The few answers that a back office knows, in the places of the service's own questions. What does not pass the question's
 * check is left out: a claim is not turned away for its address.
 */
function answersOf(service: Service, { profile: { columns }, text, today }: Reading, note: (column: string, reason: FaultReason) => void) {
  const candidates: [string | undefined, unknown][] = [];
  const questionOf = (is: (question: Service['questions'][number]) => boolean) => service.questions.find(is)?.id;
  candidates.push([
    questionOf((each) => each.type === 'short-text' && each.role === 'name'),
    columns.name.map(text).filter(Boolean).join(' '),
  ]);
  const [line1, ...lines] = columns.addressLines.map(text).filter(Boolean);
  const address = { line1, line2: lines.join(', '), town: text(columns.town), postcode: text(columns.postcode) };
  candidates.push([questionOf((each) => each.type === 'address'), address]);
  const mobile = questionOf((each) => each.type === 'mobile');
  const number = text(columns.mobile);
  candidates.push([mobile, number ? { wanted: true, number } : { wanted: false }]);
  const answers: Record<string, Answers[string]> = {};
  for (const question of service.questions) {
    const candidate = candidates.find(([id]) => id === question.id)?.[1];
    const check = candidate === undefined ? undefined : checkAnswer(question, candidate, today);
    if (check?.kind === 'accepted' && check.value !== undefined) answers[question.id] = check.value;
    else if (question.id === mobile && columns.mobile) {
      note(columns.mobile, 'not-a-mobile');
      answers[question.id] = { wanted: false };
    }
  }
  const choice = mobile && answers[mobile];
  const has = [true, columns.addressLines.length > 0, columns.mobile !== undefined];
  const brings = candidates.flatMap(([id], index) => (id && has[index] ? [id] : []));
  return { answers, brings, textable: typeof choice === 'object' && 'wanted' in choice && choice.wanted };
}
