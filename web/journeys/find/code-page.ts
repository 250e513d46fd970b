import { formatReference, type Reference } from '../../../shared/domain/reference.ts';
import { fill } from '../../content/fill.ts';
import { findWords as words } from '../../content/find.ts';
import { helperWords } from '../../content/helper.ts';
import { myCasesWords } from '../../content/my-cases.ts';
import { saveWords } from '../../content/save.ts';
import { shell } from '../../content/shell.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './code.njk';
import { template as overTemplate } from './code-over.njk';

export type CodeError = { kind: 'missing' } | { kind: 'not-ready' } | { kind: 'wrong'; triesLeft: number };
/** What the code was asked for: a case, by its resident or by somebody let in; or, without a reference, a number. */
export type CodeFor = { reference?: Reference | undefined; helping?: true | undefined; saving?: string | undefined };

/** Asks for the code or the look-up word. The page is the same whatever exists. */
export function codePage(council: CouncilView, about: CodeFor, error?: CodeError): string {
  const text = error && errorText(error);
  const values = { reference: about.reference ? formatReference(about.reference) : '', phone: council.phone };
  const { intro, hint, notComeHelp, label } = wordsFor(about);
  return render(template, {
    title: words.codeTitle,
    council,
    back: { text: shell.back, href: startOf(about) },
    ...(text ? { errors: [{ text, href: '#code' }], errorMessage: { text } } : {}),
    words,
    open: about.saving ? saveWords.open : words.open,
    label,
    hint,
    intro: fill(intro, values),
    notComeHelp: fill(notComeHelp, values),
    again: startOf(about),
  });
}

/** No more tries, or too late: what to do instead. */
export function codeOverPage(council: CouncilView, about: CodeFor, why: 'shut' | 'expired'): string {
  return render(overTemplate, {
    title: why === 'shut' ? words.shutTitle : words.expiredTitle,
    council,
    words,
    says: why === 'shut' ? words.shut : words.expired,
    again: startOf(about),
  });
}

/** Where another code is asked for. Without a session nothing says what the code was for. */
function startOf({ reference, helping, saving }: CodeFor): string {
  if (saving) return `/apply/${saving}/save`;
  if (helping) return '/helping';
  return reference ? `/find?reference=${formatReference(reference)}` : '/my-cases';
}

/** Only a case without a mobile has two words: neither a list nor a helper ever opens by them. */
function wordsFor({ reference, helping, saving }: CodeFor) {
  if (saving) return { ...saveWords, intro: saveWords.codeIntro, hint: saveWords.codeHint, label: words.codeOnly };
  const { codeLabel: label, codeHint: hint, codeIntro: intro, notComeHelp } = words;
  if (helping)
    return { ...helperWords.helping, intro: helperWords.helping.codeIntro, hint: helperWords.helping.codeHint, label: words.codeOnly };
  if (reference) return { intro, hint, notComeHelp, label };
  return { ...myCasesWords, intro: myCasesWords.codeIntro, hint: myCasesWords.codeHint, label: words.codeOnly };
}

function errorText(error: CodeError): string {
  if (error.kind === 'missing') return words.noCode;
  if (error.kind === 'not-ready') return words.notReady;
  const { triesLeft } = error;
  return fill(words.wrong, { tries: `${triesLeft} ${triesLeft === 1 ? words.tries.one : words.tries.many}` });
}
