import type { Case, CaseCommit, Channel } from './case.ts';
import { hasEnded, isEnd, type Service, stageOf } from './catalogue.ts';
import type { Decision, Refusal } from './decide-case.ts';
import { keptLanguage, type Language, type OtherLanguage, phraseIn } from './language.ts';
import { FOLLOWED_PREFIX, type TextDue } from './text.ts';
import { renderText } from './text-template.ts';
import { phoneIn, stageEntered, type TextSettings, textDue } from './texts-due.ts';
import { translateService } from './translate-service.ts';

/** Somebody who came upon the same thing, and is told once when it is dealt with. Nobody sees their number. */
export type Follower = { id: string; mobile?: string; language?: OtherLanguage };

/** One report of a burst main may have a street of people behind it; every one of them is a commit and a text. */
export const MAX_FOLLOWERS = 50;

/** @property mobile E.164 */
export type FollowCommand = { type: 'follow'; mobile: string; channel: Channel; assisted: boolean; language?: Language | undefined };
export type FollowRefusal = 'follows-already' | 'has-ended' | 'too-many-followers';

const refused = (reason: Refusal): Decision => ({ kind: 'refused', reason });

/** Whether one more is told when a case ends: not of one that has, and not the same number twice, its resident's among them. */
export function decideFollow(service: Service, state: Case, { mobile, channel, assisted, language }: FollowCommand): Decision {
  if (hasEnded(service, state)) return refused('has-ended');
  if (mobile === state.mobile || state.followers.some((each) => each.mobile === mobile)) return refused('follows-already');
  if (state.followers.length >= MAX_FOLLOWERS) return refused('too-many-followers');
  const follower = String(state.sequence + 1);
  return {
    kind: 'accepted',
    events: [{ type: 'followed', follower, channel, assisted, ...keptLanguage(language) }],
    personal: { followerMobile: mobile },
  };
}

export function evolveFollowers(
  followers: readonly Follower[],
  { follower: id, language }: { follower: string; language?: OtherLanguage | undefined },
  { personal: { followerMobile: mobile } }: CaseCommit,
): Follower[] {
  return [...followers, { id, ...(mobile ? { mobile } : {}), ...(language ? { language } : {}) }];
}

/** They name no reference, and nothing that the other resident said. */
const DONE = '{council}: you asked to hear about this: {service}. It is done now. You will get no more texts about it.';
const CLOSED = '{council}: you asked to hear about this: {service}. We closed it without the work. To ask why, call {phone}';
export const followerTemplates = { 'followed-done': DONE, 'followed-closed': CLOSED };

/** The one text to each follower, when the case ends for the first time. */
export function textsOfFollowers(offered: Service, state: Case, commit: CaseCommit, { council }: Pick<TextSettings, 'council'>): TextDue[] {
  const entered = stageEntered(commit);
  const stage = entered && stageOf(offered, entered.stage);
  const before = state.steps.filter(({ sequence }) => sequence < commit.sequence);
  if (!stage || !isEnd(stage) || hasEnded(offered, { steps: before })) return [];
  return state.followers.flatMap(({ id, mobile: to, language }) => {
    if (!to) return [];
    const { shortName } = translateService(offered, language);
    const body = renderText(phraseIn(language, stage.entered === 'closed' ? CLOSED : DONE), {
      council: council.shortName,
      service: shortName,
      phone: phoneIn(language, council.phone),
    });
    return [textDue(commit, `${FOLLOWED_PREFIX}${id}`, { to, body }, { service: offered.id, urgency: 'bulk' })];
  });
}
