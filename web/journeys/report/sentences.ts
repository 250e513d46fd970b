import type { Catalogue } from '../../../shared/domain/catalogue.ts';
import { type QuarterFigures, type Share, targets } from '../../../shared/domain/measure.ts';
import { fill } from '../../content/fill.ts';
import { reportWords as words } from '../../content/report.ts';
import { serviceName } from './measures.ts';
import { formatValue } from './series.ts';

/** A measure said in words: its value large, sentences, and whether its target is met; judged on the figure as it is shown. */
export type Said = { value?: string; sentences: string[]; met?: boolean };

/** What the page says of a quarter, each measure beside the quarter before it. */
export function sentencesOf(current: QuarterFigures, previous: QuarterFigures | undefined, catalogue: Catalogue) {
  return {
    contacts: contacts(current, previous),
    selfServe: shareSaid(current.selfServe, previous?.selfServe, {
      target: targets.selfServe,
      wording: words.selfServe.share,
      none: nothing(current, words.selfServe.none),
    }),
    satisfied: satisfied(current, previous),
    days: days(current, previous, catalogue),
    handling: handling(current),
  };
}

const nothing = ({ source }: QuarterFigures, none: string) => (source === 'baseline' ? words.notPublished : none);

function contacts({ contacts: { total, assisted } }: QuarterFigures, previous: QuarterFigures | undefined): Said {
  if (total === null) return { sentences: [words.notPublished] };
  const said = fill(total === 1 ? words.contacts.one : words.contacts.total, {
    count: formatValue(total, 'count'),
    change: changed(total, previous?.contacts.total, words.contacts),
  });
  const helped =
    assisted === 1
      ? [words.contacts.assistedOne]
      : assisted
        ? [fill(words.contacts.assisted, { count: formatValue(assisted, 'count') })]
        : [];
  return { value: formatValue(total, 'count'), sentences: [said, ...helped] };
}

function changed(now: number, before: number | null | undefined, { more, fewer }: { more: string; fewer: string }): string {
  if (before === null || before === undefined) return '';
  if (now === before) return words.sameAsLast;
  return fill(now > before ? more : fewer, { count: formatValue(Math.abs(now - before), 'count') });
}

function shareSaid(
  { percent }: Share,
  before: Share | undefined,
  { target, wording, none }: { target: number; wording: string; none: string },
): Said {
  if (percent === null) return { sentences: [none] };
  const shown = formatValue(percent, 'percent');
  const said = fill(wording, { percent: shown, change: points(percent, before?.percent), target: formatValue(target, 'percent') });
  return { value: shown, sentences: [said], met: percent >= target };
}

/** `, up 15 points on last quarter` */
function points(now: number, before: number | null | undefined): string {
  if (before === null || before === undefined) return '';
  const difference = hundredths(Math.abs(now - before));
  if (difference === 0) return words.sameAsLast;
  return `, ${now > before ? 'up' : 'down'} ${difference} ${difference === 1 ? 'point' : 'points'} ${words.onLast}`;
}

function satisfied(current: QuarterFigures, previous: QuarterFigures | undefined): Said {
  const { satisfied: share, asked, reached, responsePercent } = current;
  const none = nothing(current, fill(words.satisfied.none, { asked: people(asked ?? 0) }));
  const said = shareSaid(share, previous?.satisfied, { target: targets.satisfied, wording: words.satisfied.share, none });
  if (share.percent === null || share.all === null) return said;
  const answered = people(share.all);
  const wording = wordingOf(current);
  const answers = fill(words.satisfied[wording], {
    answered,
    asked: formatValue(asked ?? 0, 'count'),
    reached: formatValue(reached ?? 0, 'count'),
    response: formatValue(responsePercent ?? 0, 'percent'),
  });
  return { ...said, sentences: [...said.sentences, answers] };
}

function wordingOf({ asked, reached, responsePercent }: QuarterFigures) {
  if (asked === null) return 'answersOnly';
  if (responsePercent === null) return 'answersOfAsked';
  return reached === asked ? 'answers' : 'answersReached';
}

const people = (count: number) => (count === 1 ? '1 person' : `${formatValue(count, 'count')} people`);

function days(current: QuarterFigures, previous: QuarterFigures | undefined, catalogue: Catalogue): Said {
  const known = current.decided.flatMap(({ service, figures: { averageDays, decisions } }) => {
    if (averageDays === null) return [];
    const before = previous?.decided.find((each) => each.service === service)?.figures.averageDays;
    const over =
      decisions === null ? '' : decisions === 1 ? words.days.overOne : fill(words.days.over, { count: formatValue(decisions, 'count') });
    return [
      fill(words.days.service, {
        service: serviceName(catalogue, service),
        days: inDays(averageDays),
        over,
        change: daysChanged(averageDays, before),
      }),
    ];
  });
  return { sentences: known.length > 0 ? known : [nothing(current, words.days.none)] };
}

function handling(current: QuarterFigures): Said {
  const { handled } = current;
  if (handled.length === 0) return { sentences: [nothing(current, words.handling.none)] };
  const wording = words.handling;
  const sum = (of: 'chased' | 'remindersSaved') => handled.reduce((total, each) => total + each.handling[of], 0);
  const [chased, saved] = [sum('chased'), sum('remindersSaved')];
  const count = (number: number) => ({ count: formatValue(number, 'count') });
  const asked = chased === 0 ? wording.chasedNever : chased === 1 ? wording.chasedOnce : fill(wording.chased, count(chased));
  return { sentences: [asked, ...(saved === 0 ? [] : [saved === 1 ? wording.savedOne : fill(wording.saved, count(saved))])] };
}

function daysChanged(now: number, before: number | null | undefined): string {
  if (before === null || before === undefined) return '';
  if (now === before) return words.sameAsLast;
  return fill(now > before ? words.days.longer : words.days.shorter, { days: inDays(hundredths(Math.abs(now - before))) });
}

const inDays = (days: number) => (days === 1 ? '1 day' : `${formatValue(days, 'days')} days`);

/** Takes away what binary fractions leave behind: 16.61 less 13.19 is 3.42. */
const hundredths = (number: number) => Math.round(number * 100) / 100;
