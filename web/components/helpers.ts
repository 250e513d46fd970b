import type { LocalDate } from '../../shared/domain/calendar.ts';
import type { Case } from '../../shared/domain/case.ts';
import { type Helper, helpersIn } from '../../shared/domain/helper.ts';
import { formatDate, formatDayMonth } from '../content/dates.ts';
import { fill } from '../content/fill.ts';
import { helperWords } from '../content/helper.ts';

const { page, section, as, may } = helperWords;
/** That a helper looked at the case on one local day. */
export type LookView = { day: LocalDate; helper: string };

/** One person who is in, as a list shows them. */
export type HelperView = { id: string; name: string; as: string; may: string; until: string; looked: string };

/** Those who are in on a day, each with when they looked: the last three days by name. */
export function helperViews(state: Pick<Case, 'helpers'>, looks: readonly LookView[], today: LocalDate): HelperView[] {
  return helpersIn(state, today).map((helper) => ({
    id: helper.id,
    name: nameOf(helper),
    as: as[helper.as],
    may: helper.mayUpload ? may.upload : may.look,
    until: fill(page.until, { date: formatDate(helper.until) }),
    looked: lookedWords(looks.filter((look) => look.helper === helper.id).map(({ day }) => day)),
  }));
}

/** A name, or what somebody was once their name was blanked. */
export const nameOf = ({ name, as: kind }: Helper): string => name ?? helperWords.kinds[kind];

const NAMED = 3;
/** @param days local days, newest first */
export function lookedWords(days: readonly LocalDate[]): string {
  if (days.length === 0) return page.notYet;
  const named = days.slice(0, NAMED).map(formatDayMonth).join(', ');
  const before = days.length - NAMED;
  return before > 0 ? fill(page.lookedMore, { days: named, count: String(before) }) : fill(page.looked, { days: named });
}

/** The section of a case's page: who is in, and the way to change that. */
export function helpersSection(state: Pick<Case, 'helpers'>, today: LocalDate, href: string) {
  const names = helpersIn(state, today).map((helper) => `${nameOf(helper)}, ${as[helper.as]}`);
  return { title: section.title, names, nobody: section.nobody, link: { text: section.link, href } };
}

/** The row of staff's case page: who is in, and the way to change that. */
export function helperRow({ helpers, reference }: Pick<Case, 'helpers' | 'reference'>, today: LocalDate) {
  const { row, nobody, link } = helperWords.staff;
  const names = helpersIn({ helpers }, today).map((helper) => `${nameOf(helper)}, ${as[helper.as]}`);
  return {
    key: { text: row },
    value: { text: names.join('; ') || nobody, classes: 'app-answer' },
    actions: { items: [{ href: `/console/cases/${reference}/helpers`, text: link }] },
  };
}
