import type { Case } from './case.ts';
import type { Keyring } from './keyring.ts';

type Opened = Pick<Case, 'reference' | 'draft' | 'wordHash'>;

/** The look-up word that a case was given when it was asked for; undefined for one that has none, or whose cannot be said again. */
export function ownWord(keyring: Keyring, { reference, draft, wordHash }: Opened): string | undefined {
  if (!draft || !wordHash) return undefined;
  const word = keyring.lookUpWord(draft);
  return keyring.secretHash(reference, word) === wordHash ? word : undefined;
}

/**
 * The look-up word that letters about a case print: its own; else one that follows from its reference and the keyring, the same in
 * every letter, whose HMAC alone is kept, beside the first letter that prints it.
 */
export function wordFor(keyring: Keyring, state: Opened): string {
  return ownWord(keyring, state) ?? keyring.lookUpWord(`letter/${state.reference}`);
}
