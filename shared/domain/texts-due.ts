import { addWorkingDays, formatDayMonth, type Instant, localDate } from './calendar.ts';
import type { Case, CaseCommit, CaseEvent } from './case.ts';
import { type Service, stageOf, textTemplate } from './catalogue.ts';
import type { ContactCommit } from './contact.ts';
import { countParts } from './gsm.ts';
import type { HandsetCommit, Subject } from './handset.ts';
import type { Keyring } from './keyring.ts';
import type { LookupCommit } from './lookup.ts';
import { ratingLink } from './rating-link.ts';
import { formatReference } from './reference.ts';
import { CODE_MARK, CODE_PURPOSE, type TextDue } from './text.ts';
import { namesIn, renderText } from './text-template.ts';

export type TextSettings = { council: { shortName: string; phone: string }; baseUrl: string; keyring: Keyring };

const DAY_SECONDS = 86_400;
const THANKS =
  '{council}: thank you for getting in touch about your {service}. How did we do? Reply 5 excellent to 1 very poor, or {rateLink}';
const THANKS_SHORT = '{council}: thank you for getting in touch. How did we do? Reply 5 excellent to 1 very poor, or {rateLink}';
const CODE = '{council}: your code is ';
const CODE_END = '. It works for 10 minutes. Do not share it: we will never ask you for it.';
const SORRY =
  '{council}: sorry, this number can only read a rating from 1 to 5 (5 excellent to 1 very poor) or STOP. For all else call {phone}';

/**
 * The text that a case's commit calls for: that of the stage it led to, when a mobile is on the case and the stage has one.
 * @param state the case after this commit, or after later ones
 */
export function textsOfCase(service: Service, state: Case, commit: CaseCommit, { council, baseUrl, keyring }: TextSettings): TextDue[] {
  const entered = commit.events.findLast((event) => 'stage' in event);
  const template = entered && textTemplate(service, stageOf(service, entered.stage), state.fastTrack);
  if (!entered || !template || !state.mobile) return [];
  const subject: Subject = { kind: 'case', id: state.reference };
  const body = renderText(template, {
    council: council.shortName,
    phone: council.phone,
    service: service.shortName,
    reference: formatReference(state.reference),
    date: formatDayMonth(dateSaid(service, state, entered, commit.at)),
    instruction: withoutFullStop(commit.personal.instruction),
    reason: withoutFullStop(commit.personal.reason),
    link: `${baseUrl}/case/${state.reference}`,
    rateLink: ratingLink(baseUrl, keyring, subject),
  });
  return [textDue(commit, entered.stage, { to: state.mobile, body }, namesIn(template).includes('rateLink') ? { subject } : {})];
}

/** By when: the date named to the resident; on opening, the case's target; later, the stage's own working days. */
function dateSaid(service: Service, state: Case, entered: CaseEvent & { stage: string }, at: Instant): string {
  if (entered.type === 'evidenceAsked') return entered.by;
  const { workingDays } = stageOf(service, entered.stage);
  return entered.type === 'opened' || workingDays === undefined ? state.targetDate : addWorkingDays(localDate(at), workingDays);
}

const withoutFullStop = (written = '') => written.replace(/[\s.]+$/, '');

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
  return [textDue(commit, 'rating', { to: mobile, body: service && countParts(full).parts === 1 ? full : short }, { subject })];
}

/** The text that carries a look-up's code. The code is made where it is sent: until then its mark stands in the body. */
export function textsOfLookup(commit: LookupCommit, mobile: string, { council }: TextSettings): TextDue[] {
  if (!commit.events.some((event) => event.type === 'asked')) return [];
  const body = `${renderText(CODE, { council: council.shortName })} ${CODE_MARK}${CODE_END}`;
  return [
    {
      ...textDue(commit, CODE_PURPOSE, { to: mobile, body }, expiring(commit.at, 1)),
      parts: countParts(body.replace(CODE_MARK, '000000')).parts,
    },
  ];
}

/** The automatic answer to a text that we cannot read, where the commit decided on one. */
export function textsOfHandset(commit: HandsetCommit, { council }: TextSettings): TextDue[] {
  const { number } = commit.personal;
  if (!number || !commit.events.some((event) => event.type === 'received' && event.answer)) return [];
  const body = renderText(SORRY, { council: council.shortName, phone: council.phone });
  return [textDue(commit, 'answer', { to: number, body }, expiring(commit.at, 30))];
}

const expiring = (at: Instant, days: number) => ({ expiresAt: Math.floor(Date.parse(at) / 1000) + days * DAY_SECONDS });

type Cause = { log: TextDue['log']; sequence: number; at: Instant };
function textDue(
  { log, sequence, at }: Cause,
  purpose: string,
  personal: TextDue['personal'],
  rest: Pick<TextDue, 'subject' | 'expiresAt'>,
): TextDue {
  return { log, sequence, purpose, at, dueAt: at, parts: countParts(personal.body).parts, personal, ...rest };
}
