import { addDays, localDate } from './calendar.ts';
import type { CaseCommit } from './case.ts';
import { isEnd, type Service, stageOf, textTemplate } from './catalogue.ts';
import { type Contact, type ContactCommit, type ContactLink, foldContact } from './contact.ts';
import { isErased } from './erasure.ts';
import { foldCase } from './evolve-case.ts';
import { isQuiet } from './imported.ts';
import { stageEntered } from './texts-due.ts';

/**
 * How a contact was avoidable: its person had an open case of the service, opened within the service's days before, and came by
 * a channel that costs somebody's time. What should have told them is the text of the stage that the case was in then, or the page where
 * that stage sends none. Undefined where it was not. It is judged by the case as it stood when they asked, so that it is the same whenever it is asked.
 * @param commits the case's log, which may have gone on since
 */
export function linkOf(
  service: Service,
  commits: readonly CaseCommit[],
  { channel, happenedAt, service: about }: Pick<Contact, 'channel' | 'happenedAt' | 'service'>,
): ContactLink | undefined {
  const { channels, withinDays } = service.chasing;
  const then = commits.filter(({ at }) => at <= happenedAt);
  const state = isErased(commits) ? undefined : foldCase(service, then);
  if (!state || service.id !== about || !channels.includes(channel)) return undefined;
  if (localDate(happenedAt) > addDays(localDate(state.openedAt), withinDays)) return undefined;
  const stage = stageOf(service, state.stage);
  const toldIn = then.findLast((commit) => stageEntered(commit) !== undefined);
  if (isEnd(stage) || !toldIn) return undefined;
  const texted = state.textable && !isQuiet(toldIn) && textTemplate(service, stage, state.fastTrack) !== undefined;
  return { about: state.reference, stage: stage.id, told: texted ? 'text' : 'page', toldIn: toldIn.sequence };
}

/** How one contact stands beside a case that it was ever said to be about: `named` by its person; `gone` where that holds no more. */
type Beside = { reference: string; at: string; channel: Contact['channel']; stage?: string; named: boolean; gone: boolean };

/** The cases that a contact was ever said to be about, by whoever logged it or by what was found, and how it stands beside each now. */
export function chasesOf(commits: readonly ContactCommit[]): Beside[] {
  const contact = foldContact(commits);
  if (!contact) return [];
  const { link, about, happenedAt: at, channel, withdrawn } = contact;
  const linked = commits.flatMap(({ events }) => events.flatMap((event) => (event.type === 'linked' ? [event.about] : [])));
  const movedAway = contact.service !== foldContact(commits.slice(0, 1))?.service;
  return [...new Set([...(about ? [about] : []), ...linked])].map((reference) => {
    const stands = link?.about === reference ? { stage: link.stage } : {};
    const isAbout = 'stage' in stands || (reference === about && !movedAway);
    return { reference, at, channel, ...stands, named: reference === about, gone: withdrawn === true || !isAbout };
  });
}
