import { toGsm } from './gsm.ts';

/**
 * What a template may name in braces.
 * - `council` its short name, `phone` its number, `service` the service's short name, `reference` as people read it
 * - `date` by when something is due, as `21 November`; `instruction` what an officer asked for
 * - `link` the case's page, `rateLink` its rating page, `payLink` where it is paid for; `price` what it costs
 */
export const placeholders = [
  'council',
  'phone',
  'service',
  'reference',
  'date',
  'instruction',
  'link',
  'rateLink',
  'payLink',
  'price',
] as const;
type Placeholder = (typeof placeholders)[number];
export type TextValues = Readonly<Partial<Record<Placeholder, string>>>;

/** Made by us from our own address: the only values that may be links. */
const LINKS: ReadonlySet<string> = new Set(['link', 'rateLink', 'payLink']);
const NAMED = /\{(\w+)\}/g;
/** The most of a value that goes into a text. The case's page shows it whole. */
export const MAX_VALUE_CHARACTERS = 160;

/**
 * Fills a template. A value is only ever a value: braces in it stay braces, line breaks become spaces, and an address
 * in it is broken so that no phone makes a link of it. A placeholder without a value leaves nothing behind.
 */
export function renderText(template: string, values: TextValues): string {
  const given = new Map(Object.entries(values));
  const filled = toGsm(template).replace(NAMED, (_, name: string) => {
    const value = given.get(name) ?? '';
    return LINKS.has(name) ? value : plainValue(value);
  });
  return filled.replace(/ {2,}/g, ' ').trim();
}

/** The names in braces that a template holds, known or not. */
export function namesIn(template: string): string[] {
  return [...template.matchAll(NAMED)].map((found) => found[1] as string);
}

function plainValue(value: string): string {
  const line = toGsm(value.replace(/\p{Cc}+/gu, ' '))
    .replace(/\s+/g, ' ')
    .trim();
  return unlinked(shortened(line));
}

/** Full stops of other scripts, which browsers take for the dot of an address. */
const OTHER_DOTS = /[\u3002\uff0e\uff61\u2024]/g;
const SCHEME = /:(?=\/\/)/g;
const NUMERIC_HOST = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/g;
const DOT_IN_NAME = /(?<=[\p{L}\p{N}])\.(?=\p{L}[\p{L}\p{N}-])/gu;

/** `www.example.com` becomes `www. example. com`, `https://` becomes `https: //`; amounts such as 12.50 stay. */
function unlinked(text: string): string {
  return text
    .replace(OTHER_DOTS, '.')
    .replace(SCHEME, ': ')
    .replace(NUMERIC_HOST, (host) => host.replaceAll('.', '. '))
    .replace(DOT_IN_NAME, '. ');
}

function shortened(text: string): string {
  const characters = [...text];
  if (characters.length <= MAX_VALUE_CHARACTERS) return text;
  const cut = characters.slice(0, MAX_VALUE_CHARACTERS - 3).join('');
  return `${cut.replace(/\s+\S*$/, '')}...`;
}
