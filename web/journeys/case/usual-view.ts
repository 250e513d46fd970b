import type { UsualDays } from '../../../shared/domain/durations.ts';
import { previousQuarter, quarterOf, quarterStart } from '../../../shared/domain/quarter.ts';
import { caseWords } from '../../content/case.ts';
import { formatDate } from '../../content/dates.ts';
import { fill } from '../../content/fill.ts';

const words = caseWords.usual;

/** How long others waited, in sentences: never an average, which nobody waits. */
export function usualView({ median, low, high }: UsualDays, today: string): string[] {
  const from = formatDate(quarterStart(previousQuarter(quarterOf(today))));
  return [fill(median === 0 ? words.halfSameDay : words.half, { from, days: daysOf(median) }), mostOf({ low, high }), words.means];
}

function mostOf({ low, high }: Pick<UsualDays, 'low' | 'high'>): string {
  if (high === 0) return words.mostSameDay;
  if (low === 0) return fill(words.mostUpTo, { days: daysOf(high) });
  return low === high ? fill(words.mostSame, { days: daysOf(low) }) : fill(words.most, { low: String(low), high: String(high) });
}

const daysOf = (count: number): string => (count === 1 ? words.day : fill(words.days, { count: String(count) }));
