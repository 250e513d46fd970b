import { formatDate } from '../../../shared/domain/calendar.ts';
import { type Service, stageEnteredBy } from '../../../shared/domain/catalogue.ts';
import { formatReference, type Reference } from '../../../shared/domain/reference.ts';
import { applyWords as words } from '../../content/apply.ts';
import { fill } from '../../content/fill.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './done.njk';

export type DoneView = {
  service: Service;
  reference: Reference;
  targetDate: string;
  /** For a case without a mobile: what opens it, while it may be shown. */
  word?: { shown: string } | 'no-longer' | undefined;
  /** It was sent before, and its answers were changed since. */
  changed?: boolean | undefined;
  /** An adviser filled it in for someone. */
  assisted?: boolean | undefined;
};

/** The confirmation: a reference to read out, how the resident will be told, what happens next. */
export function donePage(council: CouncilView, view: DoneView): string {
  const { service, reference, targetDate, word, changed, assisted } = view;
  return render(template, {
    title: `${words.doneTitle} – ${service.name}`,
    council,
    caption: service.name,
    words,
    reference: formatReference(reference),
    lookUpWord: word && word !== 'no-longer' ? word.shown : undefined,
    wordGone: word === 'no-longer' ? fill(words.wordGone, { phone: council.phone }) : undefined,
    changed,
    texts: fill(words.text, { council: council.shortName }),
    says: stageEnteredBy(service, 'opened')?.says,
    aim: fill(words.aim, { date: formatDate(targetDate) }),
    shared: assisted ? undefined : words.shared[word && word !== 'no-longer' ? 'withWord' : 'plain'],
    find: `/find?reference=${formatReference(reference)}`,
    console: assisted ? '/console' : undefined,
  });
}
