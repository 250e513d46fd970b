import type { Figure, Measure, Selection } from './measure.ts';
import { callsNotLogged, daysOf, mergeRollups, type Rollup, scoresOf, sumOf } from './rollup.ts';
import { wilsonInterval } from './wilson.ts';

/** What a figure is made from: the rollups of services, and what owners entered. */
export type Counted = {
  services: readonly { service: string; rollup: Rollup }[];
  /** Values entered for the quarter, by the measure's id. */
  entered: ReadonlyMap<string, number>;
  /** Only what came by these channels. */
  channels?: readonly string[];
};

/** What a measure comes to, of what was counted. */
export function figureOf(measure: Measure, counted: Counted): Figure {
  const { figure } = measure;
  const sum = (selections: readonly Selection[]) => selections.reduce((total, selection) => total + quantityOf(selection, counted), 0);
  switch (figure.kind) {
    case 'count':
      return { value: sum(figure.of) };
    case 'share':
      return quotient(measure, { of: sum(figure.of), all: sum(figure.all), times: 100 });
    case 'ratio':
      return quotient(measure, { of: sum(figure.of), all: sum(figure.all), times: figure.per });
    case 'satisfied':
      return satisfied(measure, counted, figure.channels);
    case 'days':
      return days(measure, figure, counted);
    case 'entered':
      return entered(measure, counted);
    case 'cost': {
      const pounds = counted.entered.get(measure.id);
      if (pounds === undefined) return { value: null, why: 'not-entered' };
      return quotient(measure, { of: pounds, all: sum(figure.all), times: 1 });
    }
  }
}

/** How many facts a selection counts. Telephone contacts are what the telephone system counted, on the days of which it told. */
export function quantityOf(selection: Selection, { services, channels }: Counted): number {
  const wanted = selection.services ? services.filter(({ service }) => selection.services?.includes(service)) : services;
  const narrowed = both(selection.channels, channels);
  const logged = wanted.reduce((total, { rollup }) => total + sumOf(rollup, selection.type, { ...selection, channels: narrowed }), 0);
  return selection.type === 'contact' ? logged + notLogged(selection, { services, ...(narrowed ? { channels: narrowed } : {}) }) : logged;
}

/** Calls that only the telephone system knows of: nobody noted their service, their outcome or what they were about. */
function notLogged({ outcomes, details, services: some, assisted }: Selection, { services, channels }: Omit<Counted, 'entered'>): number {
  const all = !outcomes && !details && !some && !assisted && (channels?.includes('telephone') ?? true);
  return all ? callsNotLogged(mergeRollups(services.map(({ rollup }) => rollup))) : 0;
}

function both<T>(some: readonly T[] | undefined, others: readonly T[] | undefined): readonly T[] | undefined {
  if (!some || !others) return some ?? others;
  return some.filter((each) => others.includes(each));
}

/** Over too few not even how many it counts is told: the share could be reckoned from it. */
function quotient({ hiddenUnder }: Measure, { of, all, times }: { of: number; all: number; times: number }): Figure {
  if (all === 0) return { value: null, of, all, why: 'nothing' };
  return all < hiddenUnder ? { value: null, all, why: 'too-few' } : { value: (of * times) / all, of, all };
}

function satisfied(measure: Measure, { services, channels }: Counted, own: readonly string[] | undefined): Figure {
  const scores = scoresOf(mergeRollups(services.map(({ rollup }) => rollup)), both(own, channels));
  const [of, all] = [scores[4] + scores[5], scores[1] + scores[2] + scores[3] + scores[4] + scores[5]];
  const figure = quotient(measure, { of, all, times: 100 });
  return figure.value === null ? figure : { ...figure, interval: wilsonInterval(of, all) };
}

function days({ hiddenUnder }: Measure, figure: Measure['figure'] & { kind: 'days' }, { services }: Counted): Figure {
  const wanted = figure.services ? services.filter(({ service }) => figure.services?.includes(service)) : services;
  const found = daysOf(mergeRollups(wanted.map(({ rollup }) => rollup)), figure.of);
  const all = found.reduce((sum, { quantity }) => sum + quantity, 0);
  if (all === 0) return { value: null, all, why: 'nothing' };
  if (all < hiddenUnder) return { value: null, all, why: 'too-few' };
  if (figure.statistic === 'mean') return { value: found.reduce((sum, each) => sum + each.days * each.quantity, 0) / all, all };
  return { value: within(found, all, figure.statistic === 'median' ? 0.5 : 0.9), all };
}

/** The least number of days within which at least that share was done: the nearest-rank percentile, always a day that occurred. */
export function within(found: readonly { days: number; quantity: number }[], all: number, share: number): number {
  let seen = 0;
  for (const { days: took, quantity } of found) {
    seen += quantity;
    // Whole numbers on both sides: 0.9 times 10 must be 9 and no more.
    if (seen * 100 >= Math.round(share * 100) * all) return took;
  }
  return found.at(-1)?.days ?? 0;
}

function entered({ id }: Measure, counted: Counted): Figure {
  const value = counted.entered.get(id);
  return value === undefined ? { value: null, why: 'not-entered' } : { value };
}
