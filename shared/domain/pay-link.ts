import { equal, type Keyring } from './keyring.ts';
import { parseReference, type Reference } from './reference.ts';

const TOKEN = /^([0-9A-Z]{7})([0-9A-Za-z]{8})$/;

/** The path where one case is paid for: `/pay/K7MQ2XWabcdefgh`. Who has it sees what is paid for, and how much; nothing of a person. */
export const payPath = (keyring: Keyring, reference: Reference): string => `/pay/${reference}${proof(keyring, reference)}`;

/** The case that a link's token is of; undefined for one that we did not make. */
export function parsePayToken(keyring: Keyring, token: string): Reference | undefined {
  const [, typed = '', given = ''] = TOKEN.exec(token) ?? [];
  const reference = parseReference(typed);
  return reference === typed && equal(given, proof(keyring, reference)) ? reference : undefined;
}

/** 48 bits, in letters and digits only: phones leave a dash or an underscore at a link's end out of the link. */
function proof(keyring: Keyring, reference: Reference): string {
  return keyring.opaque('pay', reference).slice(0, 8).replaceAll('-', 'A').replaceAll('_', 'B');
}
