import type { Subject } from './handset.ts';
import { equal, type Keyring } from './keyring.ts';

const TOKEN = /^(c-)?([0-9A-Z]{7})([0-9A-Za-z]{6})$/;

/** The page where one case or contact is rated: `…/r/K7MQ2XWabcdef`, or `…/r/c-K7MQ2XWabcdef` for a contact. */
export function ratingLink(baseUrl: string, keyring: Keyring, subject: Subject): string {
  return `${baseUrl}/r/${named(subject)}${proof(keyring, subject)}`;
}

/** What a link's token rates; undefined for one that we did not make. */
export function parseRatingToken(keyring: Keyring, token: string): Subject | undefined {
  const [, contact, id = '', given = ''] = TOKEN.exec(token) ?? [];
  const subject: Subject = { kind: contact ? 'contact' : 'case', id };
  return id && equal(given, proof(keyring, subject)) ? subject : undefined;
}

const named = ({ kind, id }: Subject) => (kind === 'contact' ? `c-${id}` : id);

/** Letters and digits only: phones leave a dash or an underscore at a link's end out of the link. */
function proof(keyring: Keyring, subject: Subject): string {
  return keyring.ratingProof(named(subject)).replaceAll('-', 'A').replaceAll('_', 'B');
}
