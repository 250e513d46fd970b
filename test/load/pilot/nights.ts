import { addDays, type LocalDate } from '../../../shared/domain/calendar.ts';
import { createRandom, type Random } from '../../faults/random.ts';
import type { Claim, Step } from './claims.ts';

/** The list of one night, and what is wrong with it on purpose. */
export type NightFile = { bytes: Buffer; rows: number; bad: number; unmapped: number; late: number; landlines: number };
export type Nights = { seed: number; start: LocalDate; claims: readonly Claim[] };

const COLUMNS =
  'CLAIM_NO,BEN_TYPE,CLAIM_STATUS,DATE_RECEIVED,EXTRACT_DATE,HOW_MADE,FORENAME,SURNAME,MOBILE,ADDR1,ADDR2,ADDR3,POSTCODE,EVIDENCE_NEEDED,EVIDENCE_BY,REASON';
const AT = { claim: 0, benefit: 1, status: 2, received: 3, extract: 4, surname: 7 } as const;
const ENDED: readonly Step['stage'][] = ['paid', 'refused', 'closed'];
/** Nights for which a claim that has ended is still listed. */
const STILL_LISTED = 3;
const MARK = Buffer.from([0xef, 0xbb, 0xbf]);
/** A name as another system wrote it, in Latin-1: no UTF-8. */
const LATIN_1 = Buffer.from('Ren\xe9', 'latin1');

/** Where a claim stands on the list of a night; undefined when it is not listed. */
export function listed({ steps }: Pick<Claim, 'steps'>, night: number): Step | undefined {
  const step = steps.findLast((each) => each.night <= night);
  return step && !(ENDED.includes(step.stage) && night - step.night >= STILL_LISTED) ? step : undefined;
}

/**
 * Writes the list of one night: every open claim, as the sample profile `sample-nightly-claims` reads them, and with them what such
 * lists have: rows that cannot be read, rows twice, a word nobody mapped, rows from days ago, an end of file that is no row, and line
 * ends, marks and letters that differ. What is wrong never hides news: the row comes right the next night.
 */
export function nightFile({ seed, start, claims }: Nights, night: number): NightFile {
  const random = createRandom(seed * 7919 + night);
  const { chance } = random;
  const file: NightFile = { bytes: Buffer.alloc(0), rows: 0, bad: 0, unmapped: 0, late: 0, landlines: 0 };
  const lines: Buffer[] = [];
  const add = (line: Buffer) => {
    lines.push(line);
    file.rows++;
  };
  const addBad = (cells: string[]) => {
    add(spoil(cells, random, { start, night }));
    file.bad++;
  };
  for (const claim of claims) {
    if (claim.botched && night === claim.first - 1 && claim.steps[0]) addBad(cellsOf(claim, claim.steps[0], { start, night }));
    const step = listed(claim, night);
    if (!step) continue;
    const cells = cellsOf(claim, step, { start, night });
    const settled = step.night < night;
    if (settled && chance(0.004)) {
      addBad(cells);
      continue;
    }
    // Not two nights running: the second would say nothing new.
    if (settled && night % 2 === 0 && chance(0.003)) {
      add(lineOf(cells.with(AT.status, 'QZ SUSPENDED')));
      file.unmapped++;
      if (claim.phone.startsWith('01632')) file.landlines++;
      continue;
    }
    add(lineOf(cells));
    if (claim.phone.startsWith('01632')) file.landlines++;
    if (chance(0.005)) {
      add(lineOf(cells));
      if (claim.phone.startsWith('01632')) file.landlines++;
    }
    if (claim.first <= night - 5 && chance(0.003)) {
      const old = cells.with(AT.extract, ukDate(start, night - 4)).with(AT.surname, `Old name ${night}`);
      add(lineOf(old));
      file.late++;
      if (claim.phone.startsWith('01632')) file.landlines++;
    }
  }
  if (night % 10 === 5) {
    add(Buffer.from(`END OF FILE - ${lines.length} ROWS`));
    file.bad++;
  }
  const end = Buffer.from(night % 2 === 0 ? '\r\n' : '\n');
  const whole = [Buffer.from(COLUMNS), ...lines].flatMap((line) => [line, end]);
  file.bytes = Buffer.concat(night % 7 === 3 ? [MARK, ...whole, end] : whole);
  return file;
}

type When = { start: LocalDate; night: number };

function cellsOf({ id, name, channel, phone, address, received }: Claim, step: Step, { start, night }: When): string[] {
  const [line1, line2, town, postcode] = address;
  const { status, asks = '', date, reason = '' } = step;
  const by = date === undefined ? '' : ukDate(start, date);
  const [forename, surname] = name;
  const dates = [ukDate(start, received), ukDate(start, night)];
  return [id, 'CTS', status, ...dates, channel, forename, surname, phone, line1, line2, town, postcode, asks, by, reason];
}

/** `05/04/2027` of a day of the pilot. */
const ukDate = (start: LocalDate, day: number): string => addDays(start, day).split('-').reverse().join('/');

/** Some cells quoted that need not be: both are CSV. */
const lineOf = (cells: readonly string[]): Buffer => Buffer.from(cells.map(quoted).join(','));
const quoted = (cell: string, column: number): string =>
  /[",\n]/.test(cell) || column === AT.surname ? `"${cell.replaceAll('"', '""')}"` : cell;

/** The same row so that it cannot be used: each way is one bad row. On one line, since of two that cannot be read each is a bad one. */
function spoil(row: string[], { pick }: Random, { start, night }: When): Buffer {
  const cells = row.map((cell) => cell.replaceAll('\n', ' '));
  const ways: (() => Buffer)[] = [
    () => lineOf(cells.with(AT.received, '31/02/2027')),
    () => lineOf(cells.with(AT.received, '2027-02-03')),
    () => lineOf(cells.slice(0, -3)),
    () => lineOf(cells.with(AT.status, '')),
    () => lineOf(cells.with(AT.claim, '  ')),
    () => lineOf(cells.with(AT.benefit, 'ESA(IR)')),
    () => lineOf(cells.with(AT.extract, ukDate(start, night + 1))),
    () => lineOf(cells.with(AT.extract, '01/01/2020')),
    () =>
      Buffer.from(
        `${cells[0]}"${cells
          .slice(1)
          .map((cell) => cell.replaceAll(/[",\n]/g, ' '))
          .join(',')}`,
      ),
    () =>
      Buffer.concat([lineOf(cells.slice(0, AT.surname)), Buffer.from(','), LATIN_1, Buffer.from(','), lineOf(cells.slice(AT.surname + 1))]),
  ];
  return pick(ways)();
}
