import { addDays, formatDate, type LocalDate } from '../../../shared/domain/calendar.ts';
import { type CallDay, type ListedDay, listDays, monthOf } from '../../../shared/domain/call-days.ts';
import { type Counts, countNames, sumCounts } from '../../../shared/domain/calls.ts';
import { hasRole, type Staff } from '../../../shared/domain/staff.ts';
import { callWords as words } from '../../content/console-calls.ts';
import { importWords } from '../../content/console-imports.ts';
import { fill } from '../../content/fill.ts';
import { type CouncilView, render } from '../../render.ts';
import { spaced } from '../report/service-name.ts';
import { template } from './calls.njk';
import { consoleFrame } from './frame.ts';

export type CallsView = {
  council: CouncilView;
  staff: Staff;
  /** Any day of the month that is shown. */
  month: LocalDate;
  today: LocalDate;
  loaded: readonly CallDay[];
};

export const number = (value: number): string => value.toLocaleString('en-GB');
/** Counts in the order of their columns, each with its heading for narrow screens. */
export const countCells = (counts: Counts) => countNames.map((name) => ({ label: words.columns[name], text: number(counts[name]) }));
export const countHeads = countNames.map((name) => words.columns[name]);
/** `November 2026` */
export const monthName = (day: LocalDate): string => formatDate(day).replace(/^\d+ /, '');
export const monthHref = (day: LocalDate): string => `/console/calls?month=${day.slice(0, 7)}`;
export const dayHref = (day: LocalDate): string => `/console/calls/${day}`;

/** The days of a month: which are loaded, what came in on them, and the gaps. */
export function callsPage({ council, staff, month, today, loaded }: CallsView): string {
  const days = listDays(month, loaded, today);
  const { from, to } = monthOf(month);
  const gaps = days.filter(({ standing }) => standing === 'gap' || standing === 'part').length;
  const none = loaded.length === 0;
  return render(template, {
    ...consoleFrame(staff, council, 'imports'),
    title: fill(words.title, { month: monthName(month) }),
    wide: true,
    // Advisers come from the report, and have no imports.
    ...(hasRole(staff, 'officer', 'manager') ? { back: { text: importWords.list.title, href: '/console/imports' } } : {}),
    words,
    caption: fill(words.caption, { month: monthName(month) }),
    mayImport: hasRole(staff, 'manager'),
    heads: [words.columns.day, ...countHeads, words.columns.standing],
    rows: none ? [] : days.map(rowOf),
    total: none ? undefined : countCells(sumCounts(loaded)),
    gaps: none ? undefined : gaps === 0 ? words.gapsNone : gaps === 1 ? words.gaps.one : fill(words.gaps.more, { count: number(gaps) }),
    before: monthHref(addDays(from, -1)),
    after: to < today ? monthHref(addDays(to, 1)) : undefined,
  });
}

function rowOf({ day, standing, missing, counts }: ListedDay) {
  const known = standing === 'loaded' || standing === 'part';
  return {
    day: formatDate(day),
    href: known ? dayHref(day) : undefined,
    cells: known ? countCells(counts) : undefined,
    late: standing === 'gap' || standing === 'part',
    standing: standing === 'part' ? fill(words.missing, { queues: missing.map(spaced).join(', ') }) : words[standing],
  };
}
