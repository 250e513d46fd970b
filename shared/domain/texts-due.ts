import { RATING_SCALE, templateFor } from './asking.ts';
import { formatDayMonth, type Instant, type LocalDate } from './calendar.ts';
import type { Case, CaseCommit, CaseEvent } from './case.ts';
import { type Service, stageOf } from './catalogue.ts';
import type { Actor } from './commit.ts';
import type { ContactCommit } from './contact.ts';
import { thingsAsked, thingsSaid } from './evidence.ts';
import { countParts } from './gsm.ts';
import type { Subject } from './handset.ts';
import { isQuiet } from './imported.ts';
import type { Keyring } from './keyring.ts';
import { isRightToLeft, type Language, phraseIn } from './language.ts';
import type { LookupCommit } from './lookup.ts';
import { payPath } from './pay-link.ts';
import { formatPence } from './payment.ts';
import { ratingLink } from './rating-link.ts';
import { formatReference } from './reference.ts';
import { sendingTime } from './sending-hours.ts';
import { CODE_MARK, CODE_PURPOSE, type TextDue, type Urgency } from './text.ts';
import { namesIn, renderText } from './text-template.ts';
import { sayOf, translateService } from './translate-service.ts';
import { dateOf } from './whose-turn.ts';

export type TextSettings = { council: { shortName: string; phone: string }; baseUrl: string; keyring: Keyring };

const DAY_SECONDS = 86_400;
const THANKS = `{council}: thank you for getting in touch about your {service}. How did we do? Reply ${RATING_SCALE}, or {rateLink}`;
const THANKS_SHORT = `{council}: thank you for getting in touch. How did we do? Reply ${RATING_SCALE}, or {rateLink}`;
const CODE = '{council}: your code is ';
const CODE_END = '. It works for 10 minutes. Do not share it: we will never ask you for it.';
/** Its words, in the order in which the code stands between them. */
export const codeTemplates = [CODE, CODE_END];
/** The texts of no service's own, for the preview and the check of texts. */
export const commonTemplates = { contact: THANKS_SHORT, code: `${CODE}123456${CODE_END}` };

/**
 * The text that a case's commit calls for: that of the stage it led to, when a mobile is on the case and the stage has one.
 * @param state the case after this commit, or after later ones
 * @param settings.asked whether it may ask to rate: `asking.ts` says when
 */
export function textsOfCase(offered: Service, state: Case, commit: CaseCommit, settings: TextSettings & { asked: boolean }): TextDue[] {
  const { council, baseUrl, keyring, asked } = settings;
  const service = translateService(offered, state.language);
  const { language } = service;
  const entered = isQuiet(commit) ? undefined : stageEntered(commit);
  const template = entered && templateFor(service, stageOf(service, entered.stage), { fastTrack: state.fastTrack, asked });
  if (!entered || !template || !state.mobile) return [];
  const subject: Subject = { kind: 'case', id: state.reference };
  const values = {
    council: council.shortName,
    phone: phoneIn(language, council.phone),
    service: service.shortName,
    reference: formatReference(state.reference),
    date: formatDayMonth(dateSaid(service, state, commit) ?? state.targetDate, language),
    instruction: thingsSaid(
      thingsAsked(commit).map((each) => sayOf(service, each)),
      language,
    ),
    link: linkIn(language, `${baseUrl}/case/${state.reference}`),
    rateLink: linkIn(language, ratingLink(baseUrl, keyring, subject)),
    ...(state.payment
      ? { price: formatPence(state.payment.pence), payLink: linkIn(language, `${baseUrl}${payPath(keyring, state.reference)}`) }
      : {}),
  };
  const body = renderText(template, values);
  const { mobile: to } = state;
  if (!namesIn(template).includes('rateLink')) return [textDue(commit, entered.stage, { to, body }, { service: service.id })];
  const plain = renderText(
    templateFor(service, stageOf(service, entered.stage), { fastTrack: state.fastTrack, asked: false }) ?? '',
    values,
  );
  return [textDue(commit, entered.stage, { to, body, plain }, { service: service.id, subject })];
}

/** The event of a commit that led to a stage. */
export function stageEntered(commit: CaseCommit): (CaseEvent & { stage: string }) | undefined {
  return commit.events.findLast((event) => 'stage' in event);
}

/** By when, as a commit's text says it: the date named to the resident; on opening, the case's target; later, the stage's own working days. */
export function dateSaid(service: Service, state: Case, commit: CaseCommit): LocalDate | undefined {
  const entered = stageEntered(commit);
  if (!entered) return undefined;
  return dateOf(service, state, { ...entered, at: commit.at, by: dateNamed(entered) });
}

/** The date that somebody was given to send what is asked for, or to pay. */
function dateNamed(event: CaseEvent): LocalDate | undefined {
  if (event.type === 'evidenceAsked') return event.by;
  return event.type === 'opened' ? event.toPay?.by : undefined;
}

/** The request to rate a contact, when a mobile was given. It names the service where that still fits one part. */
export function textsOfContact(
  service: Service | undefined,
  commit: ContactCommit,
  { council, baseUrl, keyring }: TextSettings,
): TextDue[] {
  const { mobile } = commit.personal;
  if (!mobile || !commit.events.some((event) => event.type === 'logged')) return [];
  const subject: Subject = { kind: 'contact', id: commit.log.id };
  const values = { council: council.shortName, service: service?.shortName, rateLink: ratingLink(baseUrl, keyring, subject) };
  const [full, short] = [THANKS, THANKS_SHORT].map((template) => renderText(template, values)) as [string, string];
  return [
    textDue(
      commit,
      'rating',
      { to: mobile, body: service && countParts(full).parts === 1 ? full : short },
      { ...(service ? { service: service.id } : {}), subject, urgency: 'bulk' },
    ),
  ];
}

/** The text that carries a look-up's code. The code is made where it is sent: until then its mark stands in the body. */
export function textsOfLookup(commit: LookupCommit, mobile: string, { council }: TextSettings): TextDue[] {
  const asked = commit.events.find((event) => event.type === 'asked' || event.type === 'askedAll');
  if (!asked) return [];
  const { language } = asked;
  const body = `${renderText(phraseIn(language, CODE), { council: council.shortName })} ${CODE_MARK}${phraseIn(language, CODE_END)}`;
  return [
    {
      ...textDue(commit, CODE_PURPOSE, { to: mobile, body }, { ...expiring(commit.at, 1), urgency: 'code' }),
      parts: countParts(body.replace(CODE_MARK, '000000')).parts,
    },
  ];
}

/** An address of ours that opens in a language, in as few characters as say so. */
export const linkIn = (language: Language | undefined, link: string): string => (language ? `${link}?${language}` : link);

/** A telephone number as it is dialled: written from right to left, its groups would change places. */
export const phoneIn = (language: Language | undefined, phone: string): string =>
  isRightToLeft(language) ? phone.replaceAll(' ', '') : phone;

/** For texts that nobody needs later. */
export const expiring = (at: Instant, days: number) => ({ expiresAt: Math.floor(Date.parse(at) / 1000) + days * DAY_SECONDS });

type Cause = { log: TextDue['log']; sequence: number; at: Instant; by: Actor };
/** What another system or Front Door itself did may be one of thousands: it is bulk. What a person did is urgent, unless it says otherwise. */
const urgencyOf = ({ kind }: Actor): Urgency => (kind === 'client' || kind === 'system' ? 'bulk' : 'urgent');
export function textDue(
  { log, sequence, at, by }: Cause,
  purpose: string,
  personal: TextDue['personal'],
  { urgency = urgencyOf(by), ...rest }: Partial<Pick<TextDue, 'service' | 'subject' | 'expiresAt' | 'urgency'>>,
): TextDue {
  const dueAt = sendingTime(at, urgency);
  return { log, sequence, purpose, at, dueAt, urgency, parts: countParts(personal.body).parts, personal, ...rest };
}
