import type { Answers } from '../../shared/domain/answers.ts';
import { type CallsLine, callsFile } from '../support/calls.ts';
import { type NightlyRow, nightlyFile } from '../support/imports.ts';
import type { CallsRow, CaseStep, ClaimRow, YearCase, YearWeek } from './year.ts';

/** What is sent of the year, in the form of each way in: files of the sample profiles, answers to a service's questions, commands. */

const uk = (date: string): string => date.split('-').reverse().join('/');

/** A file of half hours, by the profile `sample-calls-half-hours`. */
export const fileOfCalls = (rows: readonly CallsRow[]): string =>
  callsFile(
    rows.map(
      ({ queue, day, begins, offered, answered, within90, abandoned }): CallsLine => ({
        queue,
        date: uk(day),
        begins,
        counts: [offered, answered, within90, abandoned],
      }),
    ),
  );

const HOW_MADE = { post: 'POST', 'face-to-face': 'COUNTER', email: 'EMAIL' } as const;

/** A file of claims that were decided, by the profile `sample-decided-claims`. */
export const fileOfClaims = (rows: readonly ClaimRow[]): string =>
  nightlyFile(
    rows.map(
      ({ claim, channel, received, decided, awarded }): NightlyRow => ({
        CLAIM_NO: claim,
        BEN_TYPE: 'HB',
        CLAIM_STATUS: awarded ? 'DECIDED - AWARD' : 'DECIDED - NIL',
        DATE_RECEIVED: uk(received),
        EXTRACT_DATE: uk(decided),
        HOW_MADE: HOW_MADE[channel],
        FORENAME: 'Sam',
        SURNAME: `Claimant ${claim}`,
        ADDR1: '12 Mill Lane',
        ADDR3: 'Northwick',
        POSTCODE: 'NW1 4RP',
      }),
    ),
  );

const address = { line1: '1 High Street', town: 'Northwick', postcode: 'NW1 4RP' };
const mobile = { wanted: false } as const;

/** The answers with which a case is opened in a week. Nobody gives a mobile, so that no text goes. */
export function answersOf({ service, key }: Pick<YearCase, 'service' | 'key'>, { from }: Pick<YearWeek, 'from'>): Answers {
  switch (service) {
    case 'complaint':
      return { about: 'not-done', 'what-happened': 'Nobody came.', 'put-right': 'Come.', 'full-name': `Sam ${key}`, address, mobile };
    case 'compliment':
      return { 'what-went-well': 'Everybody was kind.', mobile };
    case 'missed-bin':
      return { 'which-bin': 'rubbish', 'missed-on': from, address, mobile };
    default:
      throw new Error(`nobody asks for ${service} in the year`);
  }
}

type Sent = { basedOn: number } & (
  | { type: 'complete' }
  | { type: 'decide'; outcome: 'awarded' | 'refused'; reason: string; reasons?: string[] }
  | { type: 'reconsider'; reason: string }
);

/** The command of a step, to a case whose log is so long: opening it was its first commit, and each step before this one added one. */
export function commandOf({ command }: CaseStep, basedOn: number): Sent {
  switch (command.type) {
    case 'complete':
      return { type: 'complete', basedOn };
    case 'reconsider':
      return { type: 'reconsider', reason: 'You left something out.', basedOn };
    case 'decide':
      return { ...command, reason: '', ...(command.outcome === 'refused' ? { reasons: ['did-right'] } : {}), basedOn };
  }
}
