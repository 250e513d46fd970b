import { worded } from './worded.ts';

/** Words of finding an address by its postcode. */
export const addressWords = worded({
  find: 'Find the address',
  findHint: 'Enter the postcode, like NW1 4RP.',
  button: 'Find address',
  again: 'Look for another postcode',
  or: 'Or type the address in',
  list: 'Choose the address',
  one: '1 address found',
  several: '{count} addresses found',
  type: 'The address is not in the list: type it in',
  unknown: 'We cannot look addresses up now. Type the address in.',
  none: 'We found no address for {postcode}. Check the postcode, or type the address in.',
  noPostcode: 'Enter a postcode to look for',
  badPostcode: 'Enter a full UK postcode, like NW1 4RP',
  notChosen: 'Choose the address, or say that it is not in the list',
});
