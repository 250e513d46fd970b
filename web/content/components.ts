import { spoken } from '../language.ts';
import { worded } from './worded.ts';

/**
 * What components of GOV.UK Frontend say by themselves: `infra/build/templates.ts` has their templates ask for it, by the English.
 * @public
 */
export const componentWords = worded(['Error', 'Success', 'Important', 'You can enter up to %{count} characters']);

/** What a character count says as somebody types. */
export const countWords = worded({
  under: 'Characters left: %{count}',
  at: 'Characters left: 0',
  over: 'Characters too many: %{count}',
});
/** Every form that a plural has in some language: the words are such as need none. */
const PLURALS = ['zero', 'one', 'two', 'few', 'many', 'other'];

/** For the script of a character count; nothing in English, which it speaks. */
export function countSaid(when: keyof typeof countWords): string | Record<string, string> | undefined {
  if (spoken().content === 'en') return undefined;
  return when === 'at' ? countWords.at : Object.fromEntries(PLURALS.map((plural) => [plural, countWords[when]]));
}
