import type { Case } from '../../../shared/domain/case.ts';
import { formatReference } from '../../../shared/domain/reference.ts';
import { residentSession } from '../../components/session.ts';
import { caseWords } from '../../content/case.ts';
import { fill } from '../../content/fill.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './texts.njk';

const words = caseWords.texts;
type Stopping = 'about-case' | 'all' | 'none';

/**
 * Whether texts about a case are stopped, and the buttons to change that.
 * @param stopping undefined when the case has no mobile
 * @param done what was just done, as the address says: said only while it is so
 */
export function textsPage(
  council: CouncilView,
  { state, stopping, done }: { state: Case; stopping: Stopping | undefined; done?: Stopping | undefined },
): string {
  const path = `/case/${formatReference(state.reference)}`;
  return render(template, {
    title: words.title,
    council,
    session: residentSession(path),
    back: { text: words.back, href: path },
    words,
    caption: `${caseWords.reference} ${formatReference(state.reference)}`,
    action: `${path}/texts`,
    banner: done !== undefined && done === stopping ? words.done[done] : undefined,
    says: stopping ? words.says[stopping] : fill(words.noMobile, { phone: council.phone }),
    number: state.mobile && fill(words.number, { digits: state.mobile.slice(-3) }),
    buttons: buttonsFor(stopping),
  });
}

function buttonsFor(stopping: Stopping | undefined): { value: Stopping; text: string }[] {
  const stopAll = { value: 'all', text: words.stopAll } as const;
  const restart = { value: 'none', text: words.restart } as const;
  if (stopping === undefined) return [];
  if (stopping === 'all') return [restart];
  return stopping === 'none' ? [{ value: 'about-case', text: words.stopCase }, stopAll] : [restart, stopAll];
}
