import type { Asking, Claim, Stage } from './claims.ts';

/** What one claim, or all of them, should come to by the end of a pilot. */
export type Expected = {
  opened: number;
  texts: number;
  notDelivered: number;
  letters: number;
  remindersSent: number;
  remindersSaved: number;
  chased: number;
  awarded: number;
  refused: number;
  reversed: number;
  /** Of first decisions, in calendar days from receipt. */
  days: readonly number[];
};
export type ExpectedClaim = Expected & { stage: Stage | undefined };

/** A moment at which a resident is told of a new stage: the night of a row, or the day on which an officer asked. */
type News = { on: number; stage: Stage };

/**
 * What should come of a claim in a pilot of so many days, reckoned from its story alone and not by Front Door's own rules. Texts of
 * the last night leave the morning after, and count on their night.
 */
export function expectedOf(claim: Claim, days: number): ExpectedClaim {
  const none = { opened: 0, texts: 0, notDelivered: 0, letters: 0, remindersSent: 0, remindersSaved: 0, chased: 0 };
  const nobody = { ...none, awarded: 0, refused: 0, reversed: 0, days: [] };
  if (claim.first >= days) return { ...nobody, stage: undefined };
  const news = newsOf(claim, days);
  const told = toldOf(claim, news, days);
  const reminders = claim.reached === 'texted' && claim.asking ? remindersOf(claim.asking, claim, days) : { sent: 0, saved: 0 };
  const decided = news.filter(({ stage }) => stage === 'awarded' || stage === 'refused');
  const [firstDecision] = decided;
  return {
    ...none,
    opened: 1,
    ...told,
    texts: told.texts + reminders.sent,
    remindersSent: reminders.sent,
    remindersSaved: reminders.saved,
    chased: claim.calls.filter((day) => day < days).length,
    awarded: decided.filter(({ stage }) => stage === 'awarded').length,
    refused: decided.filter(({ stage }) => stage === 'refused').length,
    reversed: Math.max(0, decided.length - 1),
    days: firstDecision ? [firstDecision.on - claim.received] : [],
    stage: news.at(-1)?.stage,
  };
}

export function sumOf(all: readonly Expected[]): Expected {
  const sum = (of: Exclude<keyof Expected, 'days'>) => all.reduce((total, each) => total + each[of], 0);
  return {
    opened: sum('opened'),
    texts: sum('texts'),
    notDelivered: sum('notDelivered'),
    letters: sum('letters'),
    remindersSent: sum('remindersSent'),
    remindersSaved: sum('remindersSaved'),
    chased: sum('chased'),
    awarded: sum('awarded'),
    refused: sum('refused'),
    reversed: sum('reversed'),
    days: all.flatMap(({ days }) => days),
  };
}

function newsOf({ steps, asking }: Claim, days: number): News[] {
  const asked: News[] = asking?.by === 'officer' ? [{ on: asking.on, stage: 'needs' }] : [];
  const all = [...steps.map(({ night, stage }) => ({ on: night, stage })), ...asked]
    .filter(({ on }) => on < days)
    .toSorted((a, b) => a.on - b.on);
  return all.filter(({ stage }, index) => stage !== all[index - 1]?.stage);
}

/** Texts, and letters for those whom texts do not reach: made with the row itself, or the morning after, once a text could not go. */
function toldOf({ reached, address }: Claim, news: readonly News[], days: number): Pick<Expected, 'texts' | 'notDelivered' | 'letters'> {
  const hasAddress = address[3] !== '';
  const letters = (about: readonly News[]) => (hasAddress ? about.length : 0);
  const nextMorning = news.filter(({ on }) => on + 1 < days);
  switch (reached) {
    case 'texted':
      return { texts: news.length, notDelivered: 0, letters: 0 };
    case 'written':
      return { texts: 0, notDelivered: 0, letters: letters(news) };
    case 'stops':
      return { texts: 1, notDelivered: 0, letters: letters(nextMorning.slice(1)) };
    case 'dead':
      return { texts: 1, notDelivered: 1, letters: letters(nextMorning) };
  }
}

/** Half way to the date, and two days before it, at ten: before anybody sends anything that day, and for as long as it is asked for. */
function remindersOf(asking: Asking, { steps }: Claim, days: number): { sent: number; saved: number } {
  const { on, date, sent } = asking;
  if (on >= days) return { sent: 0, saved: 0 };
  const came = sent && sent.day < days ? sent.day : undefined;
  const over = steps.find(({ night, stage }) => night > on && stage !== 'needs')?.night ?? Number.POSITIVE_INFINITY;
  const planned = [on + Math.floor((date - on) / 2), date - 2];
  return {
    sent: planned.filter((day) => day <= Math.min(came ?? days, over, days)).length,
    saved: came === undefined ? 0 : planned.filter((day) => day > came).length,
  };
}
