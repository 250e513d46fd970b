import { languages } from '../../shared/domain/language.ts';
import { languageNames } from '../content/shell.ts';
import { spoken } from '../language.ts';

/** A page in another language: `current` marks the one that it is in. */
export type LanguageLink = { code: string; text: string; href: string; current: boolean };

/** The same page in each of our languages; none where no choice is offered. */
export function languageLinks(): LanguageLink[] {
  const { shell, query } = spoken();
  if (query === undefined) return [];
  return languages.map((code) => ({
    code,
    text: languageNames[code],
    // Without the path: the page is not to say it, who may have no right to what it names.
    href: `?${query ? `${query}&` : ''}lang=${code}`,
    current: code === shell,
  }));
}
