import type { CaseCommit } from './case.ts';
import type { Service } from './catalogue.ts';
import { LET_IN_PURPOSE, type TextDue } from './text.ts';
import { renderText } from './text-template.ts';
import { type TextSettings, textDue } from './texts-due.ts';

/** It names neither the resident nor the reference: a number typed wrong opens nothing and tells a stranger nothing. */
const LET_IN = '{council}: someone has let you see how their request to us is going. Ask them for its reference, then open {link}';
export const helperTemplates = { 'let-in': LET_IN };

/** Where somebody let in asks for their code. */
export const HELPING_PATH = '/helping';

/** The text to somebody whom a case's commit lets in. */
export function textsOfHelper(service: Service, commit: CaseCommit, { council, baseUrl }: Omit<TextSettings, 'keyring'>): TextDue[] {
  const { helperMobile: to } = commit.personal;
  if (!to || !commit.events.some((event) => event.type === 'helperLetIn')) return [];
  const body = renderText(LET_IN, { council: council.shortName, link: `${baseUrl}${HELPING_PATH}` });
  return [textDue(commit, LET_IN_PURPOSE, { to, body }, { service: service.id })];
}

/** Whether somebody was taken out again, or the case erased, before the text that says they were let in had left. */
export function isLetInOver(commits: readonly CaseCommit[], sequence: number): boolean {
  return commits
    .flatMap((commit) => commit.events)
    .some((event) => event.type === 'erased' || (event.type === 'helperTakenOut' && event.helper === String(sequence)));
}
