import * as z from 'zod';
import { ar } from './phrases-ar.ts';
import { cy } from './phrases-cy.ts';

/** English, in which everything is written first, and what it is put into: Welsh and Arabic, by BCP 47. */
export const languages = ['en', 'cy', 'ar'] as const;
export type Language = (typeof languages)[number];
export const languageSchema = z.enum(languages);

export const otherLanguages = ['cy', 'ar'] as const;
/** A language other than English. What follows English says nothing of a language. */
export type OtherLanguage = (typeof otherLanguages)[number];
export const otherLanguageSchema = z.enum(otherLanguages);

/** What English calls them. */
export const languageNames: Record<Language, string> = { en: 'English', cy: 'Welsh', ar: 'Arabic' };

/** The language of a case, a draft or a look-up as it is kept: absent for English. */
export const keptLanguage = (language: Language | undefined): { language?: OtherLanguage } =>
  language && language !== 'en' ? { language } : {};

export const isRightToLeft = (language: Language | undefined): boolean => language === 'ar';

/** English phrases, each with what it is in one other language. Placeholders in braces stay as they are. */
export type Phrases = Readonly<Record<string, string>>;

const domainPhrases: Record<OtherLanguage, Phrases> = { cy, ar };

/** A phrase of texts, letters or errors in a language; in English where it has no other. */
export function phraseIn(language: Language | undefined, english: string): string {
  return (language && language !== 'en' && own(domainPhrases[language], english)) || english;
}

/** What a record holds under a name of its own: `constructor` is a word like any other. */
export function own(phrases: Phrases, english: string): string | undefined {
  return Object.hasOwn(phrases, english) ? phrases[english] : undefined;
}
