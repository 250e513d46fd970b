/** The default alphabet of 3GPP TS 23.038, one septet a character. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Its extension table: an escape and a character, two septets that must stay in one part. */
const EXTENSION = new Set('\f^{}\\[~]|€');

/** Characters that word processors and phones put in by themselves, and that would double the price of a text. */
const SUBSTITUTES: Readonly<Record<string, string>> = {
  ...each('‘’‚‛‹›′ʹʻʼˈ´`＇', "'"),
  ...each('“”„‟″«»', '"'),
  ...each('‐‑‒–—―−', '-'),
  ...each('\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t', ' '),
  // Unseen: they join nothing in our alphabets, and the ones that turn the direction of writing can disguise an address.
  ...each('\u00ad\u061c\u200b\u200c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff', ''),
  ...each('•·', '-'),
  '…': '...',
};

function each(characters: string, substitute: string): Record<string, string> {
  return Object.fromEntries([...characters].map((character) => [character, substitute]));
}

/**
 * Puts GSM characters in place of smart quotes, dashes and odd spaces. Letters stay as they are, Welsh ones too; an accent
 * typed as a character of its own joins its letter, so that é stays one GSM character.
 */
export function toGsm(text: string): string {
  return [...text.normalize('NFC')].map((character) => SUBSTITUTES[character] ?? character).join('');
}

type Parts = { encoding: 'GSM-7' | 'UCS-2'; units: number; parts: number };

/**
 * How many parts a text is sent and paid as: 160 septets, or 153 in each of several; one character outside GSM-7
 * makes it 70 UTF-16 units, or 67 in each. Neither an escape pair nor a surrogate pair is split between parts.
 */
export function countParts(text: string): Parts {
  const characters = [...text];
  const gsm = characters.every((character) => BASIC.has(character) || EXTENSION.has(character));
  const sizes = characters.map((character) => (gsm ? (EXTENSION.has(character) ? 2 : 1) : character.length));
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const [single, joined] = gsm ? [160, 153] : [70, 67];
  return { encoding: gsm ? 'GSM-7' : 'UCS-2', units, parts: units <= single ? 1 : fill(sizes, joined) };
}

function fill(sizes: readonly number[], room: number): number {
  let parts = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > room) {
      parts++;
      used = 0;
    }
    used += size;
  }
  return parts;
}
