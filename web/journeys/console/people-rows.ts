import { formatInstant, type LocalDate } from '../../../shared/domain/calendar.ts';
import { type Service, stageOf } from '../../../shared/domain/catalogue.ts';
import type { Letter } from '../../../shared/domain/letter.ts';
import { bereavementOf, type Person } from '../../../shared/domain/person.ts';
import { formatReference } from '../../../shared/domain/reference.ts';
import { letterWords } from '../../content/console-letters.ts';
import { peopleWords } from '../../content/console-people.ts';
import { fill } from '../../content/fill.ts';
import type { TimelineItem } from './case-timeline.ts';
import { dueWords } from './due.ts';
import { type Reached, reachedWords } from './reached.ts';

type Link = { href: string; text: string; visuallyHiddenText?: string };
type Row = { key: { text: string }; value: { text: string; classes: string }; actions?: { items: Link[] } };
const words = peopleWords.row;

/** Rows of the case page: whose it is, how they are told, and the letters still to be posted. */
export function peopleRows(file: Reached, today: LocalDate): Row[] {
  const { state, person, letters } = file;
  const change = (text: string): Pick<Row, 'actions'> => ({
    actions: {
      items: [{ href: `/console/cases/${state.reference}/person`, text, ...(person ? { visuallyHiddenText: words.changeWhat } : {}) }],
    },
  });
  const row = (key: string, text: string, more: Partial<Row> = {}): Row => ({ key: { text: key }, value: { text, classes: '' }, ...more });
  const whose = person ? [person.name, formatReference(person.id)].filter(Boolean).join(', ') : words.nobody;
  return [
    row(words.person, whose, change(person ? words.change : words.who)),
    row(words.reached, reachedWords(file)),
    ...letters
      .filter((letter) => letter.state === 'due' || letter.state === 'printed')
      .map(({ by }) => {
        const due = dueWords(by, today);
        return row(words.toDo, `${letterWords.post}. ${due.text}`, {
          value: { text: `${letterWords.post}. ${due.text}`, classes: due.late ? 'app-overdue' : '' },
        });
      }),
  ];
}

/** What stands at the top of the case of somebody who has died. */
export function diedView(person: Person | undefined) {
  const died = bereavementOf(person);
  if (!person || !died) return undefined;
  const { title, says, mayChange, link } = peopleWords.died;
  return { title, says: fill(says, { officer: died.officer.name }), mayChange, link, href: `/console/people/${person.id}` };
}

/** The letters about a case, newest first, each with what became of it. */
export function lettersOf(letters: readonly Letter[], service: Service): TimelineItem[] {
  return letters
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))
    .map(({ state, because, at, printedAt, settledAt, stage }) => {
      const datetime = settledAt ?? (state === 'printed' ? printedAt : undefined) ?? at;
      const why = because ? `: ${letterWords.of.because[because]}` : '';
      return { title: `${letterWords.states[state]}${why}`, when: formatInstant(datetime), datetime, detail: stageOf(service, stage).name };
    });
}
