import { formatDate, type LocalDate } from '../../../shared/domain/calendar.ts';
import type { Case } from '../../../shared/domain/case.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import type { Letter } from '../../../shared/domain/letter.ts';
import { formatMobile } from '../../../shared/domain/mobile.ts';
import { type ConfirmedBy, confirmedBy, type Person } from '../../../shared/domain/person.ts';
import { addressOf } from '../../../shared/domain/reach.ts';
import { formatReference } from '../../../shared/domain/reference.ts';
import type { Staff } from '../../../shared/domain/staff.ts';
import type { Text } from '../../../shared/domain/text.ts';
import { reachWays } from '../../../shared/domain/whose-case.ts';
import { peopleWords } from '../../content/console-people.ts';
import { fill } from '../../content/fill.ts';
import { shell } from '../../content/shell.ts';
import { type CouncilView, render } from '../../render.ts';
import { type FormError, fieldsOf, summaryOf, typedDate } from './form-fields.ts';
import { consoleFrame } from './frame.ts';
import { reachedWords } from './reached.ts';
import { template } from './whose.njk';

const words = peopleWords.whose;

/** What may be posted from the page, as its hidden field `do` names it. */
export type WhosePosted =
  | { do: 'tie'; person: string }
  | { do: 'confirm'; name: string; dateOfBirth?: string; how: ConfirmedBy }
  | { do: 'untie' }
  | { do: 'reach'; by: 'text' | 'letter' };
export type ReadWhose = { kind: 'read'; posted: WhosePosted } | { kind: 'wrong'; errors: FormError[] } | { kind: 'unknown' };

/** Reads one posted form. What the case allows is for the domain to say. */
export function readWhose(posted: URLSearchParams, today: LocalDate): ReadWhose {
  switch (posted.get('do')) {
    case 'tie':
      return { kind: 'read', posted: { do: 'tie', person: posted.get('person') ?? '' } };
    case 'untie':
      return { kind: 'read', posted: { do: 'untie' } };
    case 'reach': {
      const by = reachWays.find((each) => each === posted.get('reach'));
      return by
        ? { kind: 'read', posted: { do: 'reach', by } }
        : { kind: 'wrong', errors: [{ field: 'reach', message: words.errors.reach }] };
    }
    case 'confirm': {
      const name = (posted.get('name') ?? '').trim().slice(0, 100);
      const dateOfBirth = typedDate(posted, 'born');
      const how = confirmedBy.find((each) => each === posted.get('how'));
      const errors: FormError[] = [
        ...(name ? [] : [{ field: 'name', message: words.errors.name }]),
        ...(dateOfBirth === 'wrong' || (dateOfBirth ?? today) > today ? [{ field: 'born', message: words.errors.born }] : []),
        ...(how ? [] : [{ field: 'how', message: words.errors.how }]),
      ];
      if (errors.length > 0 || !how) return { kind: 'wrong', errors };
      return { kind: 'read', posted: { do: 'confirm', name, how, ...(dateOfBirth ? { dateOfBirth } : {}) } };
    }
    default:
      return { kind: 'unknown' };
  }
}

export type WhoseView = {
  council: CouncilView;
  staff: Staff;
  file: { service: Service; state: Case; texts: readonly Text[]; letters: readonly Letter[]; person?: Person };
  nonce: string;
  done?: string | undefined;
  /** What was typed to find a person, and who it found. */
  found?: { typed: string; person: Person | undefined } | undefined;
  posted?: URLSearchParams;
  errors?: readonly FormError[];
};

/** Whose a case is, and how its resident is told: where staff confirm both. */
export function whosePage({ council, staff, file, nonce, done, found, posted, errors = [] }: WhoseView): string {
  const { state, person } = file;
  const action = `/console/cases/${state.reference}/person`;
  const all = [...errors, ...findErrors(found)];
  const banner = (['tie', 'confirm', 'untie', 'reach'] as const).find((each) => each === done);
  return render(template, {
    ...consoleFrame(staff, council),
    title: words.title,
    back: { text: shell.back, href: `/console/cases/${state.reference}` },
    caption: `${file.service.name}, ${formatReference(state.reference)}`,
    banner: banner && words.done[banner],
    errors: summaryOf(all, ['born']),
    words,
    sections: [
      ...(person ? [tiedSection(person, action, nonce)] : untiedSections({ file, action, nonce, found, posted, errors: all })),
      reachSection({ file, action, nonce, errors: all }),
    ],
  });
}

const findErrors = (found: WhoseView['found']): FormError[] =>
  found && !found.person ? [{ field: 'known', message: found.typed.trim() ? words.errors.unknown : words.errors.known }] : [];

const personHref = (person: Person) => `/console/people/${person.id}`;

function rowsOf(person: Person) {
  const row = (key: string, value: string | { html: string }) => ({
    key: { text: key },
    value: typeof value === 'string' ? { text: value } : value,
  });
  return [
    row(words.name, person.name ?? words.notKnown),
    row(words.born, person.dateOfBirth ? formatDate(person.dateOfBirth) : words.notKnown),
    row(words.how, peopleWords.confirmedBy[person.confirmed.how]),
    // Ours through and through: a reference has letters and figures only.
    row(words.person, { html: `<a class="govuk-link" href="${personHref(person)}">${formatReference(person.id)}</a>` }),
    row(words.cases, person.cases.map(formatReference).join(', ') || words.noCases),
  ];
}

function tiedSection(person: Person, action: string, nonce: string) {
  const untie = { do: 'untie', action, nonce, fields: [], button: words.untie, style: 'secondary' };
  return { title: words.tied, rows: rowsOf(person), forms: [untie] };
}

type Untied = Pick<WhoseView, 'file' | 'nonce' | 'found' | 'posted'> & { action: string; errors: readonly FormError[] };

function untiedSections({ file, action, nonce, found, posted, errors }: Untied) {
  const field = fieldsOf(posted ?? begun(file.state), errors);
  const find = fieldsOf(new URLSearchParams({ known: found?.typed ?? '' }), errors);
  const isIt = found?.person && {
    title: words.isItThem,
    rows: rowsOf(found.person),
    forms: [{ do: 'tie', action, nonce, hidden: [{ name: 'person', value: found.person.id }], fields: [], button: words.isThem }],
  };
  const known = {
    title: words.knownTitle,
    forms: [
      {
        method: 'get',
        action,
        fields: [find.input('known', words.known, { hint: words.knownHint, classes: 'govuk-input--width-10' })],
        button: words.find,
        style: 'secondary',
      },
    ],
  };
  const someone = {
    title: words.newTitle,
    forms: [
      {
        do: 'confirm',
        action,
        nonce,
        fields: [
          field.input('name', words.newName),
          field.date('born', words.newBorn, words.newBornHint),
          field.radios(
            'how',
            words.newHow,
            confirmedBy.map((value) => ({ value, text: peopleWords.confirmedBy[value] })),
          ),
        ],
        button: words.confirm,
        style: isIt ? 'secondary' : '',
      },
    ],
  };
  return [...(isIt ? [isIt] : []), known, someone];
}

/** What a new record begins with: what this case says, for staff to check. */
function begun({ name, answers }: Case): URLSearchParams {
  const born = answers['date-of-birth'];
  const [year = '', month = '', day = ''] = typeof born === 'string' ? born.split('-') : [];
  const typed = new URLSearchParams({ name: name ?? '' });
  if (year) {
    typed.set('born-day', String(Number(day)));
    typed.set('born-month', String(Number(month)));
    typed.set('born-year', year);
  }
  return typed;
}

function reachSection({ file, action, nonce, errors }: Pick<Untied, 'file' | 'nonce' | 'action' | 'errors'>) {
  const { service, state } = file;
  const address = addressOf(service, state);
  const now = fill(words.reachNow, { way: lowerFirst(reachedWords(file)) });
  const options = [
    ...(state.mobile ? [{ value: 'text', text: fill(words.reachText, { number: formatMobile(state.mobile) }) }] : []),
    ...(address ? [{ value: 'letter', text: words.reachLetter, hint: fill(words.reachLetterHint, { address: address.join(', ') }) }] : []),
  ];
  const field = fieldsOf(new URLSearchParams({ reach: state.reachBy ?? '' }), errors);
  const form = {
    do: 'reach',
    action,
    nonce,
    fields: [field.radios('reach', words.reach, options)],
    button: words.reachButton,
    style: 'secondary',
  };
  const says = [now, ...(address ? [] : [words.noAddress]), ...(state.mobile ? [] : [words.landline])];
  return { title: words.reachTitle, says, forms: options.length > 0 ? [form] : [] };
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
