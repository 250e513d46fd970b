import { daysBetween } from '../../shared/domain/calendar.ts';
import type { Fact } from '../../shared/domain/fact.ts';
import { NO_SERVICE } from '../../shared/domain/facts-of-text.ts';
import type { YearCase, YearWeek } from './year.ts';

/** Queues of one service alone, as the sample profile of the telephone system has them. */
const SERVICE_OF_QUEUE: Readonly<Record<string, string>> = { Benefits: 'housing-benefit' };

/**
 * What a week counts for, said anew from what happened in it, and by no code of the product: an expectation that the product's own facts
 * are held against.
 */
export function factsOfWeek(week: YearWeek, cases: readonly YearCase[]): Fact[] {
  let made = 0;
  const fact = (type: Fact['type'], day: string, rest: Partial<Fact> & Pick<Fact, 'service'>): Fact => ({
    id: `${week.number}:${made++}`,
    type,
    day,
    shard: 0,
    version: 1,
    quantity: 1,
    ...rest,
  });
  const day = week.loadedAt.slice(0, 10);
  return [
    ...week.calls.flatMap(({ day: on, queue, offered, answered, within90, abandoned }) =>
      Object.entries({ offered, answered, 'answered-90s': within90, abandoned }).map(([outcome, quantity]) =>
        fact('calls', on, { service: SERVICE_OF_QUEUE[queue] ?? NO_SERVICE, outcome, quantity }),
      ),
    ),
    ...week.contacts.map(({ at, channel, service, outcome, reason }) =>
      fact('contact', at.slice(0, 10), { channel, service, outcome, detail: reason }),
    ),
    ...week.ratings.map(({ at, channel, service, via, score }) =>
      fact('rated', at.slice(0, 10), { channel, service, outcome: via, score }),
    ),
    ...week.claims.flatMap(({ channel, received, decided, awarded }) => [
      fact('contact', day, { channel, service: 'housing-benefit', outcome: 'imported' }),
      fact('opened', day, { channel, service: 'housing-benefit' }),
      fact('decided', day, {
        channel,
        service: 'housing-benefit',
        outcome: awarded ? 'awarded' : 'refused',
        detail: 'first',
        days: daysBetween(received, decided),
      }),
    ]),
    ...cases
      .filter((each) => each.week === week.number)
      .flatMap(({ channel, service }) => [
        fact('contact', day, { channel, service, outcome: 'request' }),
        fact('opened', day, { channel, service }),
      ]),
    ...cases.flatMap(({ channel, service, steps }) => {
      const decisions = steps.filter(({ command }) => command.type === 'decide');
      return decisions.flatMap((step) =>
        step.week === week.number && step.command.type === 'decide'
          ? [fact('decided', day, { channel, service, outcome: step.command.outcome, detail: step === decisions[0] ? 'first' : 'again' })]
          : [],
      );
    }),
  ];
}
