import { plainFigures } from './plain-figures.ts';

/**
 * The 30 symbols a reference is made of: no vowels, so no words; no letters that are read as digits.
 * A person may still type O, I or L: {@link parseReference} reads them as 0, 1 and 1.
 */
const SYMBOLS = '0123456789BCDFGHJKMNPQRSTVWXYZ';
const BASE = SYMBOLS.length;
const LENGTH = 7;

/** A case's reference as it is kept: seven symbols, the last a Luhn mod 30 check on the six before it. */
export type Reference = string & { readonly brand: 'reference' };

/**
 * Makes a reference from random or derived bytes.
 * @param bytes at least eight; the first eight are read as one number, so that every symbol is as likely as any other
 */
export function referenceFromBytes(bytes: Uint8Array): Reference {
  let number = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0);
  let body = '';
  for (let i = 0; i < LENGTH - 1; i++) {
    body += SYMBOLS[Number(number % BigInt(BASE))];
    number /= BigInt(BASE);
  }
  return (body + checkSymbol(body)) as Reference;
}

/**
 * Reads what a person typed as a reference: case, spaces and dashes do not matter, O is 0, I and L are 1.
 * @returns undefined when it is not seven known symbols with a right check symbol
 */
export function parseReference(typed: string): Reference | undefined {
  const text = plainFigures(typed)
    .toUpperCase()
    .replace(/[\s\-–—.]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (text.length !== LENGTH || [...text].some((symbol) => !SYMBOLS.includes(symbol))) return undefined;
  return checkSymbol(text.slice(0, -1)) === text.at(-1) ? (text as Reference) : undefined;
}

/** A reference as people read it: `K7M-Q2X1`. */
export function formatReference(reference: Reference): string {
  return `${reference.slice(0, 3)}-${reference.slice(3)}`;
}

/** Luhn mod N: every second symbol from the right is doubled and its digits in base N added. */
function checkSymbol(body: string): string {
  let sum = 0;
  [...body].reverse().forEach((symbol, index) => {
    const value = SYMBOLS.indexOf(symbol) * (index % 2 === 0 ? 2 : 1);
    sum += Math.floor(value / BASE) + (value % BASE);
  });
  return SYMBOLS[(BASE - (sum % BASE)) % BASE] as string;
}
