import { type Service, stageEnteredBy } from '../../../shared/domain/catalogue.ts';
import { formatReference, type Reference } from '../../../shared/domain/reference.ts';
import { applyWords as words } from '../../content/apply.ts';
import { fill } from '../../content/fill.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './done.njk';

export type DoneView = {
  service: Service;
  reference: Reference;
  /** For a case without a mobile: what opens it. */
  lookUpWord?: string;
  /** It was sent before, and its answers were changed since. */
  changed?: boolean;
  /** An adviser filled it in for someone. */
  assisted?: boolean;
};

/** The confirmation: a reference to read out, how the resident will be told, what happens next. */
export function donePage(council: CouncilView, { service, reference, lookUpWord, changed, assisted }: DoneView): string {
  return render(template, {
    title: `${words.doneTitle} – ${service.name}`,
    council,
    caption: service.name,
    words,
    reference: formatReference(reference),
    lookUpWord,
    changed,
    texts: fill(words.text, { council: council.shortName }),
    says: stageEnteredBy(service, 'opened')?.says,
    find: `/find?reference=${formatReference(reference)}`,
    console: assisted ? '/console' : undefined,
  });
}
