import { type Rollup, sumOf } from './rollup.ts';

/**
 * How one service's requests were handled.
 * - `opened`: requests that began
 * - `texts`: that left, whatever became of them; of these `notDelivered` did not arrive, by their carrier's word
 * - `textsEach`: texts for each request opened, to two decimal places; null where none was opened
 * - `letters`: made, in the place of a text
 * - `remindersSaved`: planned, and not sent since everything had come before their time
 * - `chased`: contacts to ask what is happening
 */
export type Handling = {
  opened: number;
  texts: number;
  notDelivered: number;
  textsEach: number | null;
  letters: number;
  remindersSent: number;
  remindersSaved: number;
  chased: number;
};

/** Reads it off a service's rollup, of a day or of a quarter. */
export function handlingOf(rollup: Rollup): Handling {
  const opened = sumOf(rollup, 'opened');
  const texts = sumOf(rollup, 'text');
  return {
    opened,
    texts,
    notDelivered: sumOf(rollup, 'text', { outcomes: ['failed'] }),
    textsEach: opened === 0 ? null : Math.round((texts * 100) / opened) / 100,
    letters: sumOf(rollup, 'letter'),
    remindersSent: sumOf(rollup, 'reminder-sent'),
    remindersSaved: sumOf(rollup, 'reminder-saved'),
    chased: sumOf(rollup, 'chased'),
  };
}

/** Whether there is anything to tell of: a service that nobody asked for, and of which nothing was sent, has no row. */
export const isHandled = (handling: Handling): boolean => Object.values(handling).some((count) => count !== null && count > 0);
