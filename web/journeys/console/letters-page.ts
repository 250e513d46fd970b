import { formatInstant, type LocalDate } from '../../../shared/domain/calendar.ts';
import { type Catalogue, stageOf } from '../../../shared/domain/catalogue.ts';
import type { Letter } from '../../../shared/domain/letter.ts';
import { formatReference, type Reference } from '../../../shared/domain/reference.ts';
import type { Staff } from '../../../shared/domain/staff.ts';
import { caseFileWords } from '../../content/console-case.ts';
import { letterWords as words } from '../../content/console-letters.ts';
import { fill } from '../../content/fill.ts';
import { type CouncilView, render } from '../../render.ts';
import { dueWords, shortDate } from './due.ts';
import { consoleFrame } from './frame.ts';
import { template } from './letters.njk';
import { teamName } from './team-name.ts';

export type LettersView = {
  council: CouncilView;
  staff: Staff;
  today: LocalDate;
  catalogue: Catalogue;
  letters: readonly Letter[];
  /** Where the next page begins; `later`: this is not the first. Whatever the page, the earliest letters are printed first. */
  next?: string;
  later: boolean;
  /** The most that are printed together. */
  most: number;
  nonce: string;
  /** Whether a press of the button found nothing to print, as the address says. */
  nothing?: boolean;
};

/** How many letters, in words: `1 letter`, `12 letters`. */
export const countOf = (count: number): string => howMany(words.letters, count);
export const howMany = ({ one, more }: { one: string; more: string }, count: number): string =>
  count === 1 ? one : fill(more, { count: count.toLocaleString('en-GB') });

/** A page of the letters of a person's teams that are not posted yet: one button a team prints the next batch. */
export function lettersPage({ council, staff, today, catalogue, letters, next, later, most, nonce, nothing }: LettersView): string {
  const teams = [...new Set(letters.map(({ team }) => team))].toSorted();
  return render(template, {
    ...consoleFrame(staff, council, 'letters'),
    title: words.title,
    wide: true,
    words,
    banner: nothing ? words.nothing : undefined,
    first: later ? '/console/letters' : undefined,
    next: next ? `/console/letters?after=${encodeURIComponent(next)}` : undefined,
    teams: teams.map((team) => {
      const mine = letters.filter((letter) => letter.team === team);
      const due = mine.filter(({ state }) => state === 'due');
      const count = Math.min(due.length, most);
      return {
        name: teams.length > 1 ? teamName(team) : undefined,
        rows: mine.map((letter) => rowOf(letter, catalogue, today)),
        batches: batchesOf(mine),
        ...(due[0]
          ? {
              says: later
                ? words.laterPage
                : `${fill(next ? words.atLeast : words.toPrint, { count: countOf(due.length), date: shortDate(due[0].by, today) })}.`,
              ...(due.length > most ? { more: fill(words.more, { most: String(most) }) } : {}),
              form: {
                do: 'print',
                action: '/console/letters',
                nonce,
                hidden: [{ name: 'team', value: team }],
                fields: [],
                button: later ? words.printNext : howMany(words.print, count),
              },
            }
          : {}),
      };
    }),
  });
}

function rowOf({ log, by, service: id, stage, why, personal }: Letter, catalogue: Catalogue, today: LocalDate) {
  const service = catalogue.get(id);
  return {
    by: dueWords(by, today),
    href: `/console/cases/${log.id}`,
    reference: formatReference(log.id as Reference),
    name: personal.name,
    about: service ? `${service.name}: ${stageOf(service, stage).name}` : id,
    why: words.why[why],
  };
}

/** The batches of which letters are still to be posted, oldest first. */
function batchesOf(letters: readonly Letter[]) {
  const printed = letters
    .filter(({ state }) => state === 'printed')
    .toSorted((a, b) => ((a.printedAt ?? '') < (b.printedAt ?? '') ? -1 : 1));
  return [...new Set(printed.map(({ batch }) => batch))].map((batch) => {
    const own = printed.filter((letter) => letter.batch === batch);
    const first = own[0];
    const values = {
      count: countOf(own.length),
      when: formatInstant(first?.printedAt ?? first?.at ?? ''),
      who: first?.printedBy?.name ?? caseFileWords.by.staff,
    };
    return { href: `/console/letters/${batch}`, text: fill(words.batch, values) };
  });
}
