import type { AnswerError } from '../../shared/domain/answer-check.ts';
import type { Address } from '../../shared/domain/answers.ts';
import { equal, type Keyring } from '../../shared/domain/keyring.ts';
import { parsePostcode } from '../../shared/domain/postcode.ts';
import type { AddressLookup } from '../../shared/ports/address-lookup.ts';
import type { Looked } from '../../web/components/address-finder.ts';
import { CHOSEN, FIND, type Form, KEPT } from '../../web/components/question-form.ts';
import { addressWords as words } from '../../web/content/address.ts';

/** What a posted page of an address asks for besides keeping what was typed: another page, or to keep one that was chosen. */
export type Finding = { shows: { looked?: Looked; errors?: AnswerError[] } } | { candidate: object };

const BOXES = ['line1', 'line2', 'town', 'postcode'] as const;

/**
 * Finding an address by its postcode, and knowing an address that was kept before when its page comes back. Whatever comes of it, the
 * address can be typed in: what was typed goes before a postcode to look for, unless "Find address" was pressed.
 */
export function createFinding(findAddresses: AddressLookup, keyring: Keyring) {
  const proofOf = (address: Omit<Address, 'uprn'>, uprn: string): string =>
    keyring.opaque('address', JSON.stringify([...BOXES.map((box) => address[box] ?? ''), uprn]));

  const looked = async (typed: string): Promise<{ looked: Looked; errors?: undefined } | { looked?: undefined; errors: AnswerError[] }> => {
    const postcode = parsePostcode(typed);
    if (!postcode) return { errors: [{ part: FIND, message: typed ? words.badPostcode : words.noPostcode }] };
    const found = await findAddresses(postcode);
    if (found.kind === 'unknown') return { looked: { kind: 'unknown' } };
    return { looked: found.addresses.length > 0 ? found : { kind: 'none', postcode } };
  };

  return {
    /** What a page carries of the address that its boxes show: with it they are known for that one, and for its UPRN, without a read. */
    mark: (address: Address): string => `${address.uprn ?? ''}.${proofOf(address, address.uprn ?? '')}`,

    /** Undefined where there is nothing to find: the page is an answer as it stands. */
    async find(id: string, form: Form): Promise<Finding | undefined> {
      const part = (name: string) => (form.get(`${id}-${name}`) ?? '').trim();
      const does = form.get('_do');
      if (does === 'type') return { shows: {} };
      const inBoxes = { line1: part('line1'), line2: part('line2'), town: part('town'), postcode: part('postcode') };
      const [uprn = '', proof = ''] = part(KEPT).split('.');
      const isKept = equal(proof, proofOf(inBoxes, uprn));
      const chosen = form.get(`${id}-${CHOSEN}`);
      // A list to choose from stands in place of the boxes.
      const typed = !isKept && chosen === null && Object.values(inBoxes).some((text) => text !== '');
      const postcode = part(FIND);
      const looks = does === 'save' ? Boolean(chosen) : does === 'find' ? postcode !== '' || !typed : postcode !== '' && !typed;
      if (!looks) return isKept ? { candidate: { ...inBoxes, uprn } } : undefined;
      const shows = await looked(postcode);
      // The address of before is no answer to another that is looked for; where none is found it stays, and can be kept.
      if (isKept && !shows.errors)
        for (const gone of shows.looked.kind === 'found' ? [...BOXES, KEPT] : [FIND]) form.delete(`${id}-${gone}`);
      if (does === 'find' || chosen === null || shows.looked?.kind !== 'found') return { shows };
      const address = shows.looked.addresses.find((each) => each.uprn === chosen);
      if (!address) return { shows: { ...shows, errors: [{ part: CHOSEN, message: words.notChosen }] } };
      const { lat: _, lon: __, ...candidate } = address;
      return { candidate };
    },
  };
}
