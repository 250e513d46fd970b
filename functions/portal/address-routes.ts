import type { AnswerError } from '../../shared/domain/answer-check.ts';
import { parsePostcode } from '../../shared/domain/postcode.ts';
import type { AddressLookup } from '../../shared/ports/address-lookup.ts';
import type { Looked } from '../../web/components/address-finder.ts';
import { CHOSEN, FIND, type Form } from '../../web/components/question-form.ts';
import { addressWords as words } from '../../web/content/address.ts';

/** What a posted page of an address asks for besides keeping what was typed: another page, or to keep one that was chosen. */
export type Finding = { shows: { looked?: Looked; errors?: AnswerError[] } } | { candidate: object };

/**
 * Finding an address by its postcode. Whatever comes of it, the address can be typed in: what was typed goes before all else, so that
 * somebody who presses Enter in one of those boxes has answered.
 * @returns undefined where there is nothing to find: the page is an answer as it stands
 */
export function createFinding(findAddresses: AddressLookup) {
  const looked = async (typed: string): Promise<{ looked: Looked; errors?: undefined } | { looked?: undefined; errors: AnswerError[] }> => {
    const postcode = parsePostcode(typed);
    if (!postcode) return { errors: [{ part: FIND, message: typed ? words.badPostcode : words.noPostcode }] };
    const found = await findAddresses(postcode);
    if (found.kind === 'unknown') return { looked: { kind: 'unknown' } };
    return { looked: found.addresses.length > 0 ? found : { kind: 'none', postcode } };
  };

  return async (id: string, form: Form): Promise<Finding | undefined> => {
    const typed = ['line1', 'line2', 'town', 'postcode'].some((part) => (form.get(`${id}-${part}`) ?? '').trim() !== '');
    const does = form.get('_do');
    if (does === 'type') return { shows: {} };
    if (does === 'save' || typed) return undefined;
    const postcode = (form.get(`${id}-${FIND}`) ?? '').trim();
    const chosen = form.get(`${id}-${CHOSEN}`);
    if (does !== 'find' && !postcode) return undefined;
    const shows = await looked(postcode);
    if (does === 'find' || chosen === null || shows.looked?.kind !== 'found') return { shows };
    const address = shows.looked.addresses.find(({ uprn }) => uprn === chosen);
    if (!address) return { shows: { ...shows, errors: [{ part: CHOSEN, message: words.notChosen }] } };
    const { lat: _, lon: __, ...candidate } = address;
    return { candidate };
  };
}
