/** A line of the telephone system's half hours: counts in the order offered, answered, answered within 90 seconds, abandoned. */
export type CallsLine = { queue?: string; date?: string; begins?: string; counts?: readonly (number | string)[] };

const HEAD = 'Queue,Date,Interval,Offered,Answered,Answered within 90s,Abandoned';
const lineOf = ({ queue = 'Benefits', date = '19/11/2026', begins = '09:00', counts = [10, 8, 5, 2] }: CallsLine): string =>
  [queue, date, begins, ...counts].join(',');

/** A file of the profile `sample-calls-half-hours`. */
export const callsFile = (lines: readonly (CallsLine | string)[]): string =>
  `${[HEAD, ...lines.map((line) => (typeof line === 'string' ? line : lineOf(line)))].join('\r\n')}\r\n`;

export const HALF_HOURS = 'sample-calls-half-hours';
export const IN_UTC = 'sample-calls-utc';
