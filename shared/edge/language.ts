import { type Language, languageSchema, languages } from '../domain/language.ts';
import { cookie, cookiesOf, type HttpEvent } from './http.ts';

const NAME = '__Host-lang';
const YEAR_SECONDS = 365 * 86_400;
/** Where a link says the language: `?lang=cy`, and in as few characters as a text has room for, `?cy`. */
const FIELDS: readonly string[] = ['lang', ...languages];

/**
 * In which language a browser reads our pages.
 * - `by`: the address that was asked for, or what it asked for before; without either, English
 * - `query`: what else the address asks, as it stands after its question mark
 */
export type ReadingLanguage = { language: Language; by?: 'address' | 'cookie'; query: string };

export function readingLanguage(event: HttpEvent): ReadingLanguage {
  const asks = new URLSearchParams(event.rawQueryString);
  const asked = languageSchema.safeParse(asks.get('lang')).data ?? languages.find((each) => asks.has(each));
  for (const field of FIELDS) asks.delete(field);
  const query = asks.toString();
  if (asked) return { language: asked, by: 'address', query };
  const kept = languageSchema.safeParse(cookiesOf(event).get(NAME)).data;
  return kept ? { language: kept, by: 'cookie', query } : { language: 'en', query };
}

/** The `Set-Cookie` line that keeps the choice of a language for a year. It says nothing of anybody. */
export const languageCookie = (language: Language): string => cookie(NAME, language, YEAR_SECONDS);
