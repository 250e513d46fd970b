import type { Evidence, EvidenceItem } from '../../shared/domain/evidence.ts';
import { evidenceWords as words } from '../content/evidence.ts';
import { fill } from '../content/fill.ts';

/** What `web/components/evidence-list.njk` draws: rows of the task list component. */
export type EvidenceRow = {
  title: { text: string };
  hint?: { text: string };
  status: { text: string } | { tag: { text: string; classes: string } };
  href?: string;
};

const TAGS: Partial<Record<keyof typeof words.states, string>> = {
  needed: 'govuk-tag--blue',
  rejected: 'govuk-tag--red',
  checking: 'govuk-tag--grey',
};

/** What an item is, in the officer's words, as the beginning of a line. */
export function nameOfItem({ instruction }: Pick<EvidenceItem, 'instruction'>): string {
  return instruction ? instruction.charAt(0).toLocaleUpperCase('en-GB') + instruction.slice(1) : words.erased;
}

/**
 * The things that were asked for, each with how it stands.
 * @param hrefOf the page of one item; without it the list is to read only
 * @param checking ids of items of which a file is being checked
 */
export function evidenceRows(
  { items }: Pick<Evidence, 'items'>,
  { hrefOf, checking = [] }: { hrefOf?: (id: string) => string; checking?: readonly string[] } = {},
): EvidenceRow[] {
  return items.map((item) => {
    const state = checking.includes(item.id) && (item.state === 'needed' || item.state === 'rejected') ? 'checking' : item.state;
    const text = words.states[state];
    const classes = TAGS[state];
    const hint =
      item.state === 'rejected' && item.reason ? fill(words.why, { reason: item.reason }) : item.promised ? words.promised : undefined;
    return {
      title: { text: nameOfItem(item) },
      ...(hint ? { hint: { text: hint } } : {}),
      status: classes ? { tag: { text, classes } } : { text },
      ...(hrefOf ? { href: hrefOf(item.id) } : {}),
    };
  });
}
