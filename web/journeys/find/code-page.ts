import { formatReference, type Reference } from '../../../shared/domain/reference.ts';
import { fill } from '../../content/fill.ts';
import { findWords as words } from '../../content/find.ts';
import { shell } from '../../content/shell.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './code.njk';
import { template as overTemplate } from './code-over.njk';

export type CodeError = { kind: 'missing' } | { kind: 'not-ready' } | { kind: 'wrong'; triesLeft: number };

/** Asks for the code or the look-up word. The page is the same whatever exists. */
export function codePage(council: CouncilView, { reference, error }: { reference: Reference; error?: CodeError }): string {
  const text = error && errorText(error);
  const values = { reference: formatReference(reference), phone: council.phone };
  return render(template, {
    title: words.codeTitle,
    council,
    back: { text: shell.back, href: `/find?reference=${values.reference}` },
    ...(text ? { errors: [{ text, href: '#code' }], errorMessage: { text } } : {}),
    words,
    intro: fill(words.codeIntro, values),
    notComeHelp: fill(words.notComeHelp, values),
    again: `/find?reference=${values.reference}`,
  });
}

/** No more tries, or too late: what to do instead. */
export function codeOverPage(
  council: CouncilView,
  { reference, why }: { reference: Reference | undefined; why: 'shut' | 'expired' },
): string {
  return render(overTemplate, {
    title: why === 'shut' ? words.shutTitle : words.expiredTitle,
    council,
    words,
    says: why === 'shut' ? words.shut : words.expired,
    again: reference ? `/find?reference=${formatReference(reference)}` : '/find',
  });
}

function errorText(error: CodeError): string {
  if (error.kind === 'missing') return words.noCode;
  if (error.kind === 'not-ready') return words.notReady;
  const { triesLeft } = error;
  return fill(words.wrong, { tries: `${triesLeft} ${triesLeft === 1 ? words.tries.one : words.tries.many}` });
}
