import type { Catalogue } from '../../shared/domain/catalogue.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import { keptLanguage } from '../../shared/domain/language.ts';
import { actorOf } from '../../shared/domain/staff.ts';
import { contactChannel } from '../../shared/edge/contact-channel.ts';
import { draftCookie } from '../../shared/edge/draft-cookie.ts';
import { cookiesOf, formOf, html, redirect } from '../../shared/edge/http.ts';
import type { BeginAssisted } from '../../shared/use-cases/begin-assisted.ts';
import type { LoadCase } from '../../shared/use-cases/change-case.ts';
import { chasedCase } from '../../shared/use-cases/chased-case.ts';
import type { LogContact } from '../../shared/use-cases/log-contact.ts';
import { assistPage, readAssist } from '../../web/journeys/console/assist-page.ts';
import { contactPath } from '../../web/journeys/console/contact-file-page.ts';
import { aboutError, contactPage, loggedChannelSchema, readContact } from '../../web/journeys/console/contact-page.ts';
import type { CouncilView } from '../../web/render.ts';
import type { StaffHandler, StaffOnly } from './guard.ts';

export type AdviserDeps = {
  council: CouncilView;
  catalogue: Catalogue;
  keyring: Keyring;
  logContact: LogContact;
  loadCase: LoadCase;
  beginAssisted: BeginAssisted;
  staffOnly: StaffOnly;
  newId: () => string;
  now: () => number;
};

/** What an adviser does while a resident is on the telephone or at the desk. */
export function createAdviserRoutes({
  council,
  catalogue,
  keyring,
  logContact,
  loadCase,
  beginAssisted,
  staffOnly,
  newId,
  now,
}: AdviserDeps) {
  const contact: StaffHandler = async (event, staff) => {
    const query = event.queryStringParameters;
    const channel = loggedChannelSchema.safeParse(contactChannel.read(cookiesOf(event))).data;
    const kind = (['plain', 'texted'] as const).find((each) => each === query?.['logged']);
    const id = /^[0-9A-Z]{7}$/.exec(query?.['contact'] ?? '')?.[0];
    const logged = kind && { kind, ...(id ? { href: contactPath(id) } : {}) };
    return html(
      contactPage({ council, staff, catalogue, nonce: newId(), posted: new URLSearchParams(channel ? { channel } : {}), logged }),
    );
  };

  const log: StaffHandler = async (event, staff) => {
    const posted = formOf(event);
    const read = readContact(posted, catalogue);
    if (read.kind === 'wrong')
      return html(contactPage({ council, staff, catalogue, nonce: newId(), posted, errors: read.errors }), { status: 400 });
    const { typedReference, ...typed } = read.contact;
    const about = typedReference ? await chasedCase(loadCase, typedReference, typed.service) : undefined;
    if (typedReference && !about)
      return html(contactPage({ council, staff, catalogue, nonce: newId(), posted, errors: [aboutError] }), { status: 400 });
    const contact = { ...typed, ...(about ? { about } : {}) };
    // What was typed is part of it: going back and logging something else is no double press.
    const nonce = keyring.opaque('form', JSON.stringify([staff.id, posted.get('nonce'), contact]));
    const { id } = await logContact({ nonce, ...contact, by: actorOf(staff) });
    const kept = [contactChannel.make(contact.channel)];
    return redirect(`/console/contacts?logged=${contact.mobile ? 'texted' : 'plain'}&contact=${id}`, kept);
  };

  const assist: StaffHandler = async (_event, staff) => html(assistPage({ council, staff, catalogue, posted: new URLSearchParams() }));

  const beginForm: StaffHandler = async (event, staff) => {
    const posted = formOf(event);
    const read = readAssist(posted, catalogue);
    if (read.kind === 'wrong') return html(assistPage({ council, staff, catalogue, posted, errors: read.errors }), { status: 400 });
    const { service, channel } = read;
    const assisted = { channel, by: staff.id, ...keptLanguage(read.language) };
    // A session of its own for each resident, so that one never sees what another began.
    const session = draftCookie.newSession({ ...assisted, service: service.id });
    await beginAssisted({ sessionHash: draftCookie.hash(keyring, session), service: service.id }, assisted);
    return redirect(`/apply/${service.id}/${service.questions[0]?.id}`, [draftCookie.make(session, keyring, now())]);
  };

  const advisers = ['adviser', 'manager'] as const;
  return {
    contact: staffOnly(advisers, contact),
    log: staffOnly(advisers, log),
    assist: staffOnly(advisers, assist),
    beginForm: staffOnly(advisers, beginForm),
  };
}
