import type { Code } from '../domain/lookup.ts';
import { codeKey } from './keys.ts';
import type { Table } from './table.ts';

export type CodeStore = ReturnType<typeof createCodeStore>;

/** Keeps what opens a look-up. */
export function createCodeStore(table: Table) {
  return {
    /** Makes the code's item, before its text is due; once it is there it stays as it is. */
    async prepare(lookupId: string, code: Code, expiresAt?: number): Promise<'done' | 'exists'> {
      const done = await table.put({ ...codeKey(lookupId), ...code, expiresAt }, { expression: 'attribute_not_exists(#pk)' });
      return done === 'done' ? 'done' : 'exists';
    },
    /** Keeps the hash of the code about to be texted; a code texted before it no longer works. */
    async keepHash(lookupId: string, codeHash: string): Promise<void> {
      await table.update(codeKey(lookupId), { expression: 'SET #codeHash = :codeHash', values: { codeHash } });
    },
  };
}
