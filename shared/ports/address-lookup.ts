import type { FoundAddress } from '../domain/answers.ts';

/**
 * Finds the addresses of a full postcode, in the order in which people look for theirs; none for one that nobody has.
 * Never throws. `unknown` stands for every failure: whoever asks goes on without it.
 */
export type AddressLookup = (
  postcode: string,
) => Promise<{ kind: 'found'; addresses: FoundAddress[] } | { kind: 'unknown'; because: string }>;
