import * as z from 'zod';
import { addDays, addMonths, formatDate, type LocalDate } from './calendar.ts';
import type { Case, Step } from './case.ts';
import type { Service } from './catalogue.ts';
import { phraseIn } from './language.ts';

/** How often an award is paid. */
export const awardPeriods = ['once', 'week', 'fortnight', '4-weeks', 'month'] as const;
export type AwardPeriod = (typeof awardPeriods)[number];
/** Of a service that does not say otherwise. */
const USUAL_PERIODS: readonly AwardPeriod[] = ['week', 'fortnight', '4-weeks', 'month'];

/** The most an award may be in one period, in pence: past it, a figure was mistyped. */
export const MAX_AWARD_PENCE = 1_000_000;

/**
 * What somebody is paid: personal, read on the page after a code and never in a text.
 * - `from`: the date it counts from, which may lie before the claim; `firstPaymentOn`: when the first of it comes, or the whole where
 *   it is paid once
 */
export const awardSchema = z.object({
  amountPence: z.number().int().min(1).max(MAX_AWARD_PENCE),
  per: z.enum(awardPeriods),
  from: z.string().optional(),
  firstPaymentOn: z.string(),
});
export type Award = z.infer<typeof awardSchema>;

const sentence = z.string().min(10).max(300);

/**
 * What a service's decisions say.
 * - `reasons`: why it may be refused, in plain words, for an officer to choose from
 * - `award`: how an award is told, where it is an amount: `{amount}` as `£118.50 a week` or `£120 once`, `{date}` as a date; `periods`:
 *   how often it may be paid, which is each week, two weeks, four weeks or month where it does not say
 * - `lookAgain`: within how long after a decision one may ask to have it looked at again, and by what rule
 */
export const decidingSchema = z.object({
  reasons: z.array(z.object({ id: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/), says: sentence })).min(1),
  award: z
    .object({ periods: z.array(z.enum(awardPeriods)).min(1).optional(), amount: sentence, from: sentence.optional(), first: sentence })
    .optional(),
  lookAgain: z
    .object({
      within: z.union([z.object({ months: z.number().int().min(1).max(13) }), z.object({ days: z.number().int().min(7).max(400) })]),
      /** What happens when somebody asks, and what else they can do. */
      says: z.array(sentence).min(1),
    })
    .optional(),
});

/** Help that is there at once, a sentence each; `{phone}` is the council's number. */
export const soonerSchema = z.array(z.object({ title: z.string().min(3).max(60), says: sentence })).min(1);

/** The last local date on which the resident may ask to have a decision of that date looked at again; undefined where nobody may. */
export function reconsiderBy({ deciding }: Pick<Service, 'deciding'>, decidedOn: LocalDate): LocalDate | undefined {
  const within = deciding?.lookAgain?.within;
  if (!within) return undefined;
  return 'months' in within ? addMonths(decidedOn, within.months) : addDays(decidedOn, within.days);
}

/** The step of the decision that stands: none before one, nor while it is looked at again. */
export function standingDecision({ steps }: Pick<Case, 'steps'>): Step | undefined {
  const last = steps.findLast(({ type }) => type === 'decided' || type === 'reconsidered' || type === 'closed');
  return last?.type === 'decided' ? last : undefined;
}

export const PERIODS: Record<AwardPeriod, string> = {
  once: 'once',
  week: 'a week',
  fortnight: 'every 2 weeks',
  '4-weeks': 'every 4 weeks',
  month: 'a month',
};

/** How often a service may pay an award; never where its decisions award no amount. */
export const periodsOf = ({ deciding }: Pick<Service, 'deciding'>): readonly AwardPeriod[] =>
  deciding?.award ? (deciding.award.periods ?? USUAL_PERIODS) : [];

/** An award in the service's words, a sentence each: how much and how often, from when, and when the first of it comes. */
export function awardLines(
  { deciding, language }: Pick<Service, 'deciding' | 'language'>,
  { amountPence, per, from, firstPaymentOn }: Award,
): string[] {
  const words = deciding?.award;
  if (!words) return [];
  const amount = `${formatPence(amountPence)} ${phraseIn(language, PERIODS[per])}`;
  return [
    words.amount.replace('{amount}', () => amount),
    ...(from && words.from ? [words.from.replace('{date}', formatDate(from, language))] : []),
    words.first.replace('{date}', formatDate(firstPaymentOn, language)),
  ];
}

/** `£118.50`, `£1,200` */
export function formatPence(pence: number): string {
  const pounds = (pence / 100).toLocaleString('en-GB', { minimumFractionDigits: pence % 100 === 0 ? 0 : 2 });
  return `£${pounds}`;
}

/** Pence of what was typed as pounds: `118.50`, `£1,200`, `95.5`. Undefined for anything that is not an amount, or over the most. */
export function parsePounds(typed: string): number | undefined {
  const [, pounds = '', pence = ''] = /^£? ?(\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.(\d{1,2}))?$/.exec(typed.trim()) ?? [];
  if (!pounds) return undefined;
  const amount = Number(pounds.replaceAll(',', '')) * 100 + Number(pence.padEnd(2, '0'));
  return amount >= 1 && amount <= MAX_AWARD_PENCE ? amount : undefined;
}
