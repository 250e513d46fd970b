import { formatReference, type Reference } from '../../../shared/domain/reference.ts';
import { sessionWords } from '../../content/session.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './kept.njk';

/** In place of a form about a case that was sent after its session had ended: it holds what was typed, to be sent once a code has opened the case again. */
export function keptPage(
  council: CouncilView,
  { reference, action, posted }: { reference: Reference; action: string; posted: URLSearchParams },
): string {
  return render(template, {
    title: sessionWords.kept.title,
    council,
    words: sessionWords.kept,
    action,
    fields: [...posted].map(([name, value]) => ({ name, value })),
    code: `/find?reference=${formatReference(reference)}`,
  });
}
