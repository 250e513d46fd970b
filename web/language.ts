import { AsyncLocalStorage } from 'node:async_hooks';
import type { Service } from '../shared/domain/catalogue.ts';
import { type Language, own, phraseIn } from '../shared/domain/language.ts';
import { dictionaries } from './content/languages/dictionaries.ts';

/**
 * In which language a page is said.
 * - `shell`: what stands around every page, and all of it that is about no service
 * - `content`: the rest; English on a page of a service that is not offered in the shell's language
 * - `query`: what the page's address asks, for the links to the other languages; absent where no choice is offered, as to staff
 */
export type Speaking = { shell: Language; content: Language; query?: string };

const ENGLISH: Speaking = { shell: 'en', content: 'en' };
const speaking = new AsyncLocalStorage<Speaking>();

/** How pages are said here: in English, unless {@link speak} said otherwise. */
export const spoken = (): Speaking => speaking.getStore() ?? ENGLISH;

/** Says all that `act` makes, now or once it has waited for something, in a language. */
export const speak = <T>(how: Speaking, act: () => T): T => speaking.run(how, act);

/** A phrase of ours in the language of what is being said; in English where it has no other. */
export const say = (english: string): string => sayIn(spoken().content, english);

export function sayIn(language: Language, english: string): string {
  if (language === 'en') return english;
  return own(dictionaries[language], english) ?? phraseIn(language, english);
}

/** A page about a service is said in the language that the service came in, so that no sentence of it is half the one and half the other. */
export function speakAs<T>(service: Pick<Service, 'language'>, act: () => T): T {
  const content = service.language ?? 'en';
  const how = spoken();
  return how.content === content ? act() : speak({ ...how, content }, act);
}

/** A page about a service, which is said as {@link speakAs} has it. */
export function ofService<Council, View extends { service: Pick<Service, 'language'> }>(page: (council: Council, view: View) => string) {
  return (council: Council, view: View): string => speakAs(view.service, () => page(council, view));
}

/** The language of a service's words on a page that is in another: English, where it is not offered in that of the page. */
export const foreignOf = ({ language }: Pick<Service, 'language'>): 'en' | undefined =>
  language === undefined && spoken().content !== 'en' ? 'en' : undefined;
