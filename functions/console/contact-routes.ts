import { instantOf, localDate } from '../../shared/domain/calendar.ts';
import type { Catalogue } from '../../shared/domain/catalogue.ts';
import type { Contact } from '../../shared/domain/contact.ts';
import type { ContactCommand } from '../../shared/domain/decide-contact.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import { actorOf, type Staff } from '../../shared/domain/staff.ts';
import { formOf, type HttpEvent, type HttpResult, html, redirect } from '../../shared/edge/http.ts';
import type { ChangeContact, LoadContact } from '../../shared/use-cases/change-contact.ts';
import type { ListContacts } from '../../shared/use-cases/list-contacts.ts';
import { consoleWords } from '../../web/content/console.ts';
import { contactFileWords, contactListWords } from '../../web/content/console-contacts.ts';
import { type ContactForm, contactFilePage, contactPath } from '../../web/journeys/console/contact-file-page.ts';
import { contactListPage } from '../../web/journeys/console/contact-list-page.ts';
import { readCoding } from '../../web/journeys/console/contact-page.ts';
import { type FormError, typedDate } from '../../web/journeys/console/form-fields.ts';
import type { CouncilView } from '../../web/render.ts';
import type { ShowMessage, StaffHandler, StaffOnly } from './guard.ts';

export type ContactDeps = {
  council: CouncilView;
  catalogue: Catalogue;
  keyring: Keyring;
  loadContact: LoadContact;
  changeContact: ChangeContact;
  listContacts: ListContacts;
  staffOnly: StaffOnly;
  showMessage: ShowMessage;
  newId: () => string;
  now: () => number;
};

/** Contacts that were logged: a day's list, each by itself, and for managers what puts one right. */
export function createContactRoutes(deps: ContactDeps) {
  const { council, catalogue, keyring, loadContact, changeContact, listContacts, staffOnly, showMessage, newId, now } = deps;

  const list: StaffHandler = async (event, staff) => {
    const typed = new URLSearchParams(event.queryStringParameters as Record<string, string>);
    // A link names the day in one part; the form sends three.
    for (const [index, part] of ['year', 'month', 'day'].entries()) {
      const given = (typed.get('day') ?? '').split('-')[index];
      if (given && !typed.has(`day-${part}`)) typed.set(`day-${part}`, given);
    }
    if (!typed.has('service')) return html(contactListPage({ council, staff, catalogue, typed }));
    const day = typedDate(typed, 'day');
    const service = catalogue.get(typed.get('service') ?? '');
    const wrongDay = !day || day === 'wrong' || day > localDate(instantOf(now()));
    if (!service || wrongDay) {
      const errors: FormError[] = [
        ...(service ? [] : [{ field: 'service', message: contactListWords.serviceError }]),
        ...(wrongDay ? [{ field: 'day', message: contactListWords.dayError }] : []),
      ];
      return html(contactListPage({ council, staff, catalogue, typed, errors }), { status: 400 });
    }
    const contacts = await listContacts(service.id, day);
    const found = { service: service.id, day, contacts, after: typed.get('after') ?? '' };
    return html(contactListPage({ council, staff, catalogue, typed, found }));
  };

  const pageOf = (contact: Contact, staff: Staff, rest: Partial<Parameters<typeof contactFilePage>[0]> = {}) =>
    contactFilePage({ council, staff, catalogue, contact, nonce: newId(), ...rest });
  const idOf = (event: HttpEvent) => event.pathParameters?.['contact'] ?? '';

  const read: StaffHandler = async (event, staff) => {
    const contact = await loadContact(idOf(event));
    const done = (['recoded', 'withdrawn'] as const).find((each) => each === event.queryStringParameters?.['done']);
    return contact ? html(pageOf(contact, staff, { done })) : showMessage('notFound', staff);
  };

  const act: StaffHandler = async (event, staff) => {
    const id = idOf(event);
    const posted = formOf(event);
    const form: ContactForm = posted.get('do') === 'withdraw' ? 'withdraw' : 'recode';
    const again = async (errors: readonly FormError[], status: number): Promise<HttpResult> => {
      const contact = await loadContact(id);
      return contact ? html(pageOf(contact, staff, { attempt: { form, posted, errors } }), { status }) : showMessage('notFound', staff);
    };
    const given = { because: posted.get(`${form}-because`) ?? '', basedOn: Number(posted.get('basedOn') ?? Number.NaN) };
    const read = form === 'recode' ? readCoding(posted, catalogue) : undefined;
    if (read && !read.coding)
      return again(
        read.wrong.map((field) => ({ field, message: consoleWords.contact.errors[field] })),
        400,
      );
    const command: ContactCommand = read?.coding ? { type: 'recode', coding: read.coding, ...given } : { type: 'withdraw', ...given };
    const cause = keyring.opaque('form', JSON.stringify([staff.id, posted.get('nonce'), command]));
    const outcome = await changeContact(id, command, actorOf(staff), cause);
    const at = (reason: keyof typeof contactFileWords.errors) => [{ field: `${form}-because`, message: contactFileWords.errors[reason] }];
    switch (outcome.kind) {
      case 'changed':
      case 'already-done':
        return redirect(`${contactPath(id)}?done=${form === 'recode' ? 'recoded' : 'withdrawn'}`);
      case 'refused':
        return again(at(outcome.reason), outcome.reason === 'changed-since' ? 409 : 400);
      case 'busy':
        return again(at('busy'), 503);
      case 'not-found':
        return showMessage('notFound', staff);
    }
  };

  const logs = ['adviser', 'manager'] as const;
  return { listDay: staffOnly(logs, list), readContact: staffOnly(logs, read), changeContact: staffOnly(['manager'], act) };
}
