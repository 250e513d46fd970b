import type { ApiClient } from './api-client.ts';
import { answersOf, commandOf, fileOfCalls, fileOfClaims } from './sent.ts';
import type { Year, YearCase, YearWeek } from './year.ts';

/** Contacts and ratings in one request, and requests under way at once: a second's work for the API. */
const ROWS = { contacts: 250, ratings: 50 };
const AT_ONCE = 8;

type BatchOutcome = { taken: number; takenBefore: number; refused: number; results: unknown[] };

/** How much there is to load in a week, to show how far it is: a row of a file is little, a case much. */
export const weightOf = ({ calls, claims, contacts, ratings, cases }: YearWeek): number =>
  calls.length / 20 + claims.length + contacts.length + ratings.length + cases.length;

/**
 * Sends one week through the public ways in: calls and claims as files, contacts and ratings in batches, requests of residents one by
 * one, and what staff do to cases that week. All has keys that follow from the year, so that sending it again changes nothing.
 * @param done told of weight that is loaded
 */
export async function loadWeek(api: ApiClient, { weeks }: Year, week: YearWeek, done: (weight: number) => void): Promise<void> {
  const name = `year-week-${week.number}`;
  if (week.calls.length > 0) await api.takeIn('sample-calls-half-hours', fileOfCalls(week.calls), `${name}-calls`);
  done(week.calls.length / 20);
  if (week.claims.length > 0) await api.takeIn('sample-decided-claims', fileOfClaims(week.claims), `${name}-claims`);
  done(week.claims.length);
  for (const [list, rows] of [
    ['contacts', week.contacts],
    ['ratings', week.ratings],
  ] as const) {
    for (let first = 0; first < rows.length; first += ROWS[list]) {
      const batch = rows.slice(first, first + ROWS[list]);
      const outcome = await api.ask<BatchOutcome>('POST', `/${list}/batch`, { body: { [list]: batch } });
      if (outcome.refused > 0) throw new Error(`${outcome.refused} ${list} were refused: ${JSON.stringify(outcome.results).slice(0, 400)}`);
      done(batch.length);
    }
  }
  await eachOf(week.cases, async (made) => {
    await referenceOf(api, made, week);
    done(1);
  });
  const opened = (made: YearCase): YearWeek => weeks[made.week] as YearWeek;
  const led = weeks
    .slice(0, week.number + 1)
    .flatMap(({ cases }) => cases.filter(({ steps }) => steps.some((step) => step.week === week.number)));
  await eachOf(led, async (made) => {
    const reference = await referenceOf(api, made, opened(made));
    for (const [index, step] of made.steps.entries()) {
      if (step.week !== week.number) continue;
      await api.ask('POST', `/cases/${reference}/events`, { body: commandOf(step, index + 1), key: `${made.key}-${index}` });
    }
  });
}

/** The case's reference: opened now, or before, by the same key. */
async function referenceOf(api: ApiClient, made: YearCase, week: YearWeek): Promise<string> {
  const { key, service, channel } = made;
  const answer = await api.ask<{ reference: string }>('POST', '/cases', {
    body: { service, channel, answers: answersOf(made, week) },
    key,
  });
  return answer.reference;
}

async function eachOf<T>(items: readonly T[], each: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const work = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await each(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
