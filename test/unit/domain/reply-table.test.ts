import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Reply, readReply } from '../../../shared/domain/reply.ts';

/** The table of the decision, word for word: what it says is what happens. */
const page = readFileSync('docs/adr/0038-what-a-text-means.md', 'utf8');
const rows = [...page.matchAll(/^\| `(.+?)` \| (.+?) \|/gm)].map(([, text = '', means = '']) => [text, means] as const);

function inWords(reply: Reply): string {
  if (reply.kind === 'other') return 'kept';
  if (reply.kind === 'rating') return `rating ${reply.score}${reply.comment ? `, "${reply.comment}"` : ''}`;
  return 'reference' in reply && reply.reference ? `${reply.kind} ${reply.reference}` : reply.kind;
}

describe('a text', () => {
  it('has a table with every kind in it', () => {
    expect(rows.length).toBeGreaterThan(45);
    expect(new Set(rows.map(([, means]) => means.split(' ')[0]?.replace(',', '')))).toEqual(
      new Set(['rating', 'kept', 'stop', 'start', 'help', 'status']),
    );
  });

  it.each(rows)('%j means %s', (text, means) => {
    expect(inWords(readReply(text))).toBe(means);
  });
});
