import { createHash } from 'node:crypto';
import type { Case, CaseCommit } from './case.ts';
import { hasEnded, isEnd, type Service, type Stage, stageOf, textTemplate } from './catalogue.ts';
import type { ContactCommit } from './contact.ts';
import type { Subject } from './handset.ts';
import { isQuiet } from './imported.ts';
import { phraseIn } from './language.ts';

/** What every request for a rating says, so that nobody must guess what a number means. */
export const RATING_SCALE = '5 excellent to 1 very poor';

/** The request to rate that follows on the text of an end; after bad news, where a telephone number comes first, the shorter one. */
const REQUEST = ` How did we do? Reply ${RATING_SCALE}, or {rateLink}`;
const REQUEST_AFTER_BAD_NEWS = ` Rate us: reply ${RATING_SCALE}, or {rateLink}`;
export const requestTemplates = [REQUEST, REQUEST_AFTER_BAD_NEWS];
const BAD_NEWS: readonly Stage['entered'][] = ['refused', 'closed'];

/** Nobody is asked to rate more than once in so many days, whatever it is about: the days run per handset. */
export const ASKED_ONCE_IN_DAYS = 30;

/** Whether the end of a case asks its resident to rate, by the service's policy. Every end does, or none: refusals are never left out. */
export function asksAtEnd(service: Service, stage: Stage): boolean {
  return isEnd(stage) && service.asking.ends === 'every';
}

/**
 * What a commit's text would ask to rate, by the policy of its service and before the {@link ASKED_ONCE_IN_DAYS} days are
 * looked at: at the first end of a case that has a mobile; after a contact of the stated share that left one.
 */
export function requestOfCase(service: Service, state: Case, commit: CaseCommit): Subject | undefined {
  const entered = isQuiet(commit) ? undefined : commit.events.findLast((event) => 'stage' in event);
  const stage = entered && stageOf(service, entered.stage);
  // A case asks at its first end and no more: whoever rated a refusal changes that rating, after a reversal, by the same link.
  const endedBefore = hasEnded(service, { steps: state.steps.filter(({ sequence }) => sequence < commit.sequence) });
  const asks =
    stage && !endedBefore && state.textable && asksAtEnd(service, stage) && textTemplate(service, stage, state.fastTrack) !== undefined;
  return asks ? { kind: 'case', id: state.reference } : undefined;
}

/** See {@link requestOfCase}. */
export function requestOfContact(service: Service, { log, events, personal }: ContactCommit): Subject | undefined {
  const logged = events.find((event) => event.type === 'logged');
  const asks = logged && (logged.textable ?? personal.mobile !== undefined) && asksAfterContact(service, log.id);
  return asks ? { kind: 'contact', id: log.id } : undefined;
}

/** Whether a contact is one of the stated share that is asked. It follows from the contact's id, so that it never changes. */
export function asksAfterContact(service: Service, contactId: string): boolean {
  const drawn = createHash('sha256').update(contactId).digest().readUInt32BE(0) / 2 ** 32;
  return drawn * 100 < service.asking.contactsPercent;
}

/**
 * The template of the text sent on entering a stage. At an end that asks, the request to rate follows on the stage's own words.
 * @param asked false for someone who is not asked now: they get the same news without the request
 */
export function templateFor(
  service: Service,
  stage: Stage,
  { fastTrack, asked }: { fastTrack: boolean; asked: boolean },
): string | undefined {
  const template = textTemplate(service, stage, fastTrack);
  if (template === undefined || !asked || !asksAtEnd(service, stage)) return template;
  return template + phraseIn(service.language, BAD_NEWS.includes(stage.entered) ? REQUEST_AFTER_BAD_NEWS : REQUEST);
}
