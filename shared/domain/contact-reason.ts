import type { Service } from './catalogue.ts';

/** One thing that a contact may really be about, whatever it began with. */
export type ContactReason = { id: string; says: string };

/** Reasons that every service has. A service names its own in its file of the catalogue: `contactReasons`. */
const generalReasons: readonly ContactReason[] = [
  { id: 'ask-for-it', says: 'Ask for the service' },
  { id: 'how-is-it-going', says: 'How is it going?' },
  { id: 'not-done', says: 'It was not done, or not done right' },
  { id: 'letter-unclear', says: 'Our letter or text was not clear' },
  { id: 'website-trouble', says: 'The website did not work for them' },
  { id: 'tell-a-change', says: 'Tell us about a change' },
  { id: 'something-else', says: 'Something else' },
];

/** What a contact about a service may be about: what is its own first. */
export function reasonsOf({ contactReasons }: Pick<Service, 'contactReasons'>): readonly ContactReason[] {
  return [...contactReasons, ...generalReasons];
}

/** The words of a reason; its id where the service no longer has it. */
export function reasonSays(service: Pick<Service, 'contactReasons'> | undefined, id: string): string {
  return reasonsOf(service ?? { contactReasons: [] }).find((each) => each.id === id)?.says ?? id;
}
