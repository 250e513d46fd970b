import type { Promised } from '../../../shared/domain/promise.ts';
import { previousQuarter, quarterOf, quarterStart } from '../../../shared/domain/quarter.ts';
import { formatDate } from '../../content/dates.ts';
import { fill } from '../../content/fill.ts';
import { promiseWords as words } from '../../content/start.ts';

/** The promise and how it is kept, a sentence each. */
export function promiseView({ percent, workingDays, done }: Promised, today: string): string[] {
  const days = workingDays === 0 ? words.sameDay : workingDays === 1 ? words.day : fill(words.days, { count: String(workingDays) });
  const from = formatDate(quarterStart(previousQuarter(quarterOf(today))));
  const said = done && fill(done.met ? words.kept : words.slipped, { from, percent: String(done.percent) });
  return [fill(words.promise, { share: shareOf(percent), days }), said ?? words.tooFew];
}

/** `9 in 10`; what is no round tenth, in percent. */
const shareOf = (percent: number): string =>
  percent % 10 === 0 && percent < 100 ? fill(words.tenths, { tenths: String(percent / 10) }) : `${percent}%`;
