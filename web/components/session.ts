import { IDLE_MINUTES, WARNING_MINUTES } from '../../shared/domain/session.ts';
import { fill } from '../content/fill.ts';
import { sessionWords as words } from '../content/session.ts';

/**
 * What the layout shows on a page that a session is needed for: a sentence for everybody, and for `session-warning.js` where to
 * ask how long it has to go, what to say, and where to open it again.
 */
export type SessionView = ReturnType<typeof view>;

const idle = { idle: String(IDLE_MINUTES) };

function view(path: string, { says, again, againText, leave }: { says: string; again: string; againText: string; leave: string }) {
  return {
    path,
    warnSeconds: WARNING_MINUTES * 60,
    says: fill(says, idle),
    again: { text: againText, href: again },
    leave,
    words: { ...words, over: { ...words.over, says: fill(words.over.says, idle) } },
  };
}

/** On residents' pages. @param returnTo the page that is opened again with a code */
export const residentSession = (returnTo: string): SessionView =>
  view('/session', { says: words.says, again: returnTo, againText: words.over.again, leave: '/leave' });

/** On staff's pages. */
export const staffSession: SessionView = view('/console/session', {
  says: words.staffSays,
  again: '/console',
  againText: words.over.againStaff,
  leave: '/console/sign-out',
});
