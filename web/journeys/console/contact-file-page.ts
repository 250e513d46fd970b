import { formatDate, formatInstant, localDate } from '../../../shared/domain/calendar.ts';
import { type Catalogue, stageOf } from '../../../shared/domain/catalogue.ts';
import type { Actor } from '../../../shared/domain/commit.ts';
import { type Coding, type Contact, type ContactChange, codingOf } from '../../../shared/domain/contact.ts';
import { reasonSays } from '../../../shared/domain/contact-reason.ts';
import { MAX_BECAUSE } from '../../../shared/domain/decide-contact.ts';
import { formatReference, type Reference } from '../../../shared/domain/reference.ts';
import { hasRole, type Staff } from '../../../shared/domain/staff.ts';
import { consoleWords } from '../../content/console.ts';
import { contactFileWords as words } from '../../content/console-contacts.ts';
import { fill } from '../../content/fill.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './contact-file.njk';
import { codingFields, errorIn, reasonValue } from './contact-page.ts';
import { fieldsOf } from './form-fields.ts';
import { consoleFrame } from './frame.ts';

export type ContactForm = 'recode' | 'withdraw';
export type ContactFileView = {
  council: CouncilView;
  staff: Staff;
  catalogue: Catalogue;
  contact: Contact;
  /** Goes into each form, so that a double press meets itself. */
  nonce: string;
  done?: 'recoded' | 'withdrawn' | undefined;
  /** A form that came back. */
  attempt?: { form: ContactForm; posted: URLSearchParams; errors: readonly { field: string; message: string }[] };
};

export const contactPath = (id: string): string => `/console/contacts/${id}`;
export const dayPath = ({ service, happenedAt }: Pick<Contact, 'service' | 'happenedAt'>): string =>
  `/console/contacts/list?service=${service}&day=${localDate(happenedAt)}`;

/** One contact: what it was, what made it, who changed it and why; for managers, the forms to put it right or withdraw it. */
export function contactFilePage({ council, staff, catalogue, contact, nonce, done, attempt }: ContactFileView): string {
  const errors = attempt?.errors ?? [];
  const changes = contact.changes.toReversed();
  return render(template, {
    ...consoleFrame(staff, council),
    title: fill(words.title, { id: contact.id }),
    back: { text: words.back, href: dayPath(contact) },
    errors: errors.map(({ field, message }) => ({ text: message, href: `#${field}` })),
    words,
    ...(done ? { banner: words.done[done] } : {}),
    withdrawn: contact.withdrawn ? words.withdrawn : undefined,
    rows: rowsOf(contact, { catalogue, staff }),
    changes: changes.map((change) => changeView(change, catalogue)),
    ...(hasRole(staff, 'manager') && !contact.withdrawn ? { forms: formsOf(contact, { catalogue, nonce, attempt }) } : {}),
  });
}

function rowsOf(contact: Contact, { catalogue, staff }: Pick<ContactFileView, 'catalogue' | 'staff'>) {
  const { rows } = words;
  const { link, about, rating } = contact;
  const service = catalogue.get(contact.service);
  const said = saidOf(contact, catalogue);
  const row = (key: string, text: string) => ({ key: { text: key }, value: { text } });
  const opens = hasRole(staff, 'officer', 'manager');
  const caseRow = (key: string, reference: string, text: string) => ({
    ...row(key, text),
    ...(opens
      ? { actions: { items: [{ href: `/console/cases/${reference}`, text: 'See it', visuallyHiddenText: formatted(reference) }] } }
      : {}),
  });
  const stage = link && service?.stages.some(({ id }) => id === link.stage) ? stageOf(service, link.stage).name : (link?.stage ?? '');
  return [
    row(rows.happened, formatInstant(contact.happenedAt)),
    row(rows.written, fill(words.by, { when: formatInstant(contact.at), who: nameOf(contact.by) })),
    row(rows.channel, said.channel),
    row(rows.service, said.service),
    row(rows.reason, said.reason),
    row(rows.outcome, said.outcome),
    ...(link
      ? [caseRow(rows.caused, link.about, fill(words.caused, { reference: formatted(link.about), stage, told: words.told[link.told] }))]
      : []),
    ...(about && about !== link?.about ? [caseRow(rows.named, about, formatted(about))] : []),
    ...(rating ? [row(rows.rating, fill(words.rated, { score: String(rating.score), date: formatDate(localDate(rating.at)) }))] : []),
  ];
}

function changeView({ at, by, type, was, because }: ContactChange, catalogue: Catalogue) {
  return {
    title: words.changes[type],
    when: fill(words.by, { when: formatInstant(at), who: nameOf(by) }),
    was: fill(words.was, { what: Object.values(saidOf(was, catalogue)).join('; ') }),
    ...(because ? { because: fill(words.because, { why: because }) } : {}),
  };
}

/** A coding in words, in the order of the form. */
export function saidOf(coding: Coding, catalogue: Catalogue) {
  const service = catalogue.get(coding.service);
  const channels: Record<string, string> = consoleWords.channels;
  return {
    channel: channels[coding.channel] ?? coding.channel,
    service: service?.name ?? coding.service,
    reason: coding.reason ? reasonSays(service, coding.reason) : words.noReason,
    outcome: consoleWords.outcomes[coding.outcome],
  };
}

function formsOf(contact: Contact, { catalogue, nonce, attempt }: Pick<ContactFileView, 'catalogue' | 'nonce' | 'attempt'>) {
  const begins = new URLSearchParams({ ...codingOf(contact), reason: reasonValue(catalogue, contact) });
  const typed = (form: ContactForm) => (attempt?.form === form ? attempt.posted : form === 'recode' ? begins : new URLSearchParams());
  const errors = attempt?.errors ?? [];
  const because = (form: ContactForm) =>
    fieldsOf(typed(form), errors).area(`${form}-because`, words[form].because, { hint: words.becauseHint, most: MAX_BECAUSE });
  const { service, ...fields } = codingFields(catalogue, typed('recode'), errorIn(errors));
  const { autofocus: _, ...attributes } = service.attributes;
  return {
    hidden: [
      { name: 'nonce', value: nonce },
      { name: 'basedOn', value: String(contact.changes.length) },
    ],
    fields: { ...fields, service: { ...service, attributes } },
    because: { recode: because('recode'), withdraw: because('withdraw') },
  };
}

const formatted = (reference: string) => formatReference(reference as Reference);
const nameOf = ({ kind, name }: Actor): string => name ?? words.who[kind];
