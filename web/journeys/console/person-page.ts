import { formatDate, formatInstant, type LocalDate } from '../../../shared/domain/calendar.ts';
import type { Case } from '../../../shared/domain/case.ts';
import { type Service, stageOf } from '../../../shared/domain/catalogue.ts';
import type { Letter } from '../../../shared/domain/letter.ts';
import { type Bereavement, bereavementOf, type Officer, type Person, type ToldBy, toldByWhom } from '../../../shared/domain/person.ts';
import { formatReference } from '../../../shared/domain/reference.ts';
import { mayWorkFor, type Staff } from '../../../shared/domain/staff.ts';
import type { Text } from '../../../shared/domain/text.ts';
import { consoleWords } from '../../content/console.ts';
import { caseFileWords } from '../../content/console-case.ts';
import { peopleWords } from '../../content/console-people.ts';
import { fill } from '../../content/fill.ts';
import { type CouncilView, render } from '../../render.ts';
import type { TimelineItem } from './case-timeline.ts';
import { type FormError, fieldsOf, summaryOf, typedDate } from './form-fields.ts';
import { consoleFrame } from './frame.ts';
import { template } from './person.njk';

const words = peopleWords.person;
const MOST_NOTE = 1000;

export type PersonPosted = { do: 'death'; toldBy: ToldBy; officer: Officer; diedOn?: string; note: string } | { do: 'undo'; note: string };
export type ReadPerson = { kind: 'read'; posted: PersonPosted } | { kind: 'wrong'; errors: FormError[] } | { kind: 'unknown' };

/** Reads one posted form of a person's page. */
export function readPersonForm(posted: URLSearchParams, staff: Staff, today: LocalDate): ReadPerson {
  const note = (posted.get('note') ?? '').replace(/\r\n?/g, '\n').trim().slice(0, MOST_NOTE);
  if (posted.get('do') === 'undo')
    return note
      ? { kind: 'read', posted: { do: 'undo', note } }
      : { kind: 'wrong', errors: [{ field: 'note', message: words.errors.note }] };
  if (posted.get('do') !== 'death') return { kind: 'unknown' };
  const toldBy = toldByWhom.find((each) => each === posted.get('told-by'));
  const diedOn = typedDate(posted, 'died-on');
  const chosen = posted.get('officer');
  const colleague = (posted.get('colleague') ?? '').trim().slice(0, 100);
  const officer =
    chosen === 'me' ? { id: staff.id, name: staff.name } : chosen === 'colleague' && colleague ? { name: colleague } : undefined;
  const errors: FormError[] = [
    ...(toldBy ? [] : [{ field: 'told-by', message: words.errors.toldBy }]),
    ...(diedOn === 'wrong' || (diedOn ?? today) > today ? [{ field: 'died-on', message: words.errors.diedOn }] : []),
    ...(officer
      ? []
      : [
          chosen === 'colleague'
            ? { field: 'colleague', message: words.errors.colleague }
            : { field: 'officer', message: words.errors.officer },
        ]),
  ];
  if (errors.length > 0 || !toldBy || !officer) return { kind: 'wrong', errors };
  return { kind: 'read', posted: { do: 'death', toldBy, officer, note, ...(diedOn ? { diedOn } : {}) } };
}

type OfPerson = { service: Service; state: Case; texts: readonly Text[]; letters: readonly Letter[] };
export type PersonView = {
  council: CouncilView;
  staff: Staff;
  person: Person;
  cases: readonly OfPerson[];
  nonce: string;
  done?: string | undefined;
  posted?: URLSearchParams;
  errors?: readonly FormError[];
};

/** The record of one person: how they were confirmed, their cases, and where their death is recorded and taken back. */
export function personPage({ council, staff, person, cases, nonce, done, posted, errors = [] }: PersonView): string {
  const died = bereavementOf(person);
  const last = person.bereavements.at(-1);
  const banner = (['death', 'undo'] as const).find((each) => each === done);
  return render(template, {
    ...consoleFrame(staff, council),
    title: person.name ?? formatReference(person.id),
    back: { text: consoleWords.back, href: '/console' },
    caption: fill(words.caption, { id: formatReference(person.id) }),
    banner: banner && words.done[banner],
    errors: summaryOf(errors, ['died-on']),
    words,
    died: died && { title: words.died.title, says: fill(words.died.says, { officer: died.officer.name }) },
    undone: last?.undone && !posted ? undoneView(last) : undefined,
    rows: [...rowsOf(person), ...(died ? diedRows(died) : [])],
    cases: cases.map((each) => caseLine(each, staff)),
    showNotSent: last !== undefined,
    notSent: cases
      .filter((each) => isTheirs(each, staff))
      .flatMap(notSentOf)
      .toSorted((a, b) => (a.datetime < b.datetime ? 1 : -1)),
    othersTell: cases.some((each) => !isTheirs(each, staff) && notSentOf(each).length > 0),
    form: died ? undoForm(person, nonce, posted, errors) : deathForm(person, nonce, posted, errors),
  });
}

const row = (key: string, text: string) => ({ key: { text: key }, value: { text } });

function rowsOf({ dateOfBirth, confirmed: { how, at, by } }: Person) {
  const who = by.name ?? caseFileWords.by.staff;
  return [
    row(peopleWords.whose.born, dateOfBirth ? formatDate(dateOfBirth) : peopleWords.whose.notKnown),
    row(peopleWords.whose.how, fill(words.confirmed, { how: peopleWords.confirmedBy[how], who, when: formatInstant(at) })),
  ];
}

function diedRows({ at, by, toldBy, officer, diedOn, note }: Bereavement) {
  const { died } = words;
  return [
    row(died.recorded, `${formatInstant(at)}, ${by.name ?? caseFileWords.by.staff}`),
    ...(diedOn ? [row(died.on, formatDate(diedOn))] : []),
    row(died.told, words.toldByWhom[toldBy]),
    row(died.officer, officer.name),
    ...(note ? [row(died.note, note)] : []),
  ];
}

function undoneView({ at, by, undone }: Bereavement) {
  const nameOf = (name: string | undefined) => name ?? caseFileWords.by.staff;
  const values = {
    when: formatInstant(at),
    who: nameOf(by.name),
    undone: formatInstant(undone?.at ?? at),
    undoer: nameOf(undone?.by.name),
  };
  return { title: words.undone.title, says: fill(words.undone.says, values), tell: words.undone.tell };
}

const isTheirs = ({ service }: OfPerson, staff: Staff): boolean => mayWorkFor(staff, service.team);

/** Staff of another team see that there is a case, and not what it is about. */
function caseLine(each: OfPerson, staff: Staff) {
  const { service, state } = each;
  const mine = isTheirs(each, staff);
  return {
    reference: formatReference(state.reference),
    says: mine ? `${service.name}: ${stageOf(service, state.stage).name}` : words.otherTeam,
    ...(mine ? { href: `/console/cases/${state.reference}` } : {}),
  };
}

/** What was stopped because of a death, standing or taken back. */
function notSentOf({ service, state, texts, letters }: OfPerson): TimelineItem[] {
  const title = `${service.name}, ${formatReference(state.reference)}`;
  const stopped = (each: { because?: string | undefined; state: string }) => each.state === 'dropped' && each.because === 'bereaved';
  return [
    ...texts
      .filter(stopped)
      .map(({ at, settledAt, personal }) => ({ title, at: settledAt ?? at, detail: fill(words.text, { body: personal.body ?? '' }) })),
    ...letters.filter(stopped).map(({ at, settledAt, stage }) => ({
      title,
      at: settledAt ?? at,
      detail: fill(words.letter, { stage: stageOf(service, stage).name }),
    })),
  ].map(({ at, ...item }) => ({ ...item, when: formatInstant(at), datetime: at }));
}

function deathForm({ id }: Person, nonce: string, posted: URLSearchParams | undefined, errors: readonly FormError[]) {
  const field = fieldsOf(posted ?? new URLSearchParams(), errors);
  return {
    title: words.deathTitle,
    warning: true,
    says: words.deathSays,
    do: 'death',
    action: `/console/people/${id}`,
    nonce,
    fields: [
      field.radios(
        'told-by',
        words.toldBy,
        toldByWhom.map((value) => ({ value, text: words.toldByWhom[value] })),
      ),
      field.date('died-on', words.diedOn, words.diedOnHint),
      field.radios('officer', words.officer, [
        { value: 'me', text: words.me },
        { value: 'colleague', text: words.colleague },
      ]),
      field.input('colleague', words.colleagueName, { classes: 'govuk-input--width-20' }),
      field.area('note', words.note, { hint: words.noteHint, most: MOST_NOTE }),
    ],
    button: words.record,
    style: 'warning',
  };
}

function undoForm({ id }: Person, nonce: string, posted: URLSearchParams | undefined, errors: readonly FormError[]) {
  const field = fieldsOf(posted ?? new URLSearchParams(), errors);
  return {
    title: words.undoTitle,
    says: words.undoSays,
    do: 'undo',
    action: `/console/people/${id}`,
    nonce,
    fields: [field.area('note', words.undoNote, { most: MOST_NOTE })],
    button: words.undo,
    style: 'secondary',
  };
}
