import type { Staff } from '../../../shared/domain/staff.ts';
import { consoleWords } from '../../content/console.ts';
import { type CouncilView, type PageView, render } from '../../render.ts';
import { consoleFrame } from './frame.ts';
import { template as message } from './message.njk';
import { template as resume } from './resume.njk';

/** What a person is told when there is nothing else to show. */
export type ConsoleMessage =
  | 'signedOut'
  | 'signInFailed'
  | 'noRole'
  | 'notYourTeam'
  | 'notFound'
  | 'deleted'
  | 'not-through-front'
  | 'not-our-page'
  | 'too-large'
  | 'went-wrong';

export type MessageView = { council: CouncilView; staff?: Staff | undefined };

const frameOf = ({ council, staff }: MessageView): Omit<PageView, 'title'> =>
  staff ? consoleFrame(staff, council) : { council, home: '/console', staff: true };

/** A page that says what happened and what to do. `signIn` is where its button leads, for those that have one. */
export function messagePage(view: MessageView, what: ConsoleMessage, signIn?: string): string {
  const { title, says, ...more } = consoleWords[what];
  return render(message, {
    ...frameOf(view),
    title,
    says,
    ...(signIn && 'button' in more ? { button: { text: more.button, href: signIn } } : {}),
  });
}

/** Shown in place of a form that was sent after its session had ended: it holds what was typed, to be sent once signed in again. */
export function resumePage(
  view: MessageView,
  { action, posted, signIn }: { action: string; posted: URLSearchParams; signIn: string },
): string {
  const words = consoleWords.resume;
  const fields = [...posted].map(([name, value]) => ({ name, value }));
  return render(resume, { ...frameOf(view), title: words.title, words, action, fields, signIn });
}
