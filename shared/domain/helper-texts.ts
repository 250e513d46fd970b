import type { Case, CaseCommit } from './case.ts';
import type { Service } from './catalogue.ts';
import { phraseIn } from './language.ts';
import { LET_IN_PURPOSE, type TextDue } from './text.ts';
import { renderText } from './text-template.ts';
import { linkIn, type TextSettings, textDue } from './texts-due.ts';

/** It names neither the resident nor the reference: a number typed wrong opens nothing and tells a stranger nothing. */
const LET_IN = '{council}: someone has let you see how their request to us is going. Ask them for its reference, then open {link}';
/** To whoever asked for somebody else: they have the reference. */
const ASKED = '{council}: we have what you asked us for someone else. To see how it is going, have the reference at hand and open {link}';
export const helperTemplates = { 'let-in': LET_IN, 'asked-for-other': ASKED };

/** Where somebody let in asks for their code. */
export const HELPING_PATH = '/helping';

type Settings = Omit<TextSettings, 'keyring'> & Pick<Case, 'language'>;

/** The text to somebody whom a case's commit lets in, in the language of the case: who helps speaks it too. */
export function textsOfHelper(service: Service, commit: CaseCommit, { council, baseUrl, language }: Settings): TextDue[] {
  const { helperMobile: to } = commit.personal;
  if (!to || !commit.events.some((event) => event.type === 'helperLetIn')) return [];
  const template = commit.events.some((event) => event.type === 'opened') ? ASKED : LET_IN;
  const body = renderText(phraseIn(language, template), {
    council: council.shortName,
    link: linkIn(language, `${baseUrl}${HELPING_PATH}`),
  });
  return [textDue(commit, LET_IN_PURPOSE, { to, body }, { service: service.id })];
}

/** Whether somebody was taken out again, or the case erased, before the text that says they were let in had left. */
export function isLetInOver(commits: readonly CaseCommit[], sequence: number): boolean {
  return commits
    .flatMap((commit) => commit.events)
    .some((event) => event.type === 'erased' || (event.type === 'helperTakenOut' && event.helper === String(sequence)));
}
