import { MOST_SAVED, type SavedForm, savedFormSchema } from '../domain/saved-form.ts';
import { savedFormKey, savedFormsPartition } from './keys.ts';
import { all, type Table } from './table.ts';

export type SavedFormStore = ReturnType<typeof createSavedFormStore>;

/** Keeps forms that were put by: one item for each number and draft, so that a household that shares a telephone loses none. */
export function createSavedFormStore(table: Table) {
  return {
    /** Puts a form by, in place of the same one as it was put by before. One put. */
    async keep(handset: string, form: SavedForm): Promise<void> {
      await table.put({ ...savedFormKey(handset, form.service, form.draft), ...form });
    },
    /** One read. Undefined when there is none, or its time is over. */
    async load(handset: string, { service, draft }: Pick<SavedForm, 'service' | 'draft'>, nowMs: number): Promise<SavedForm | undefined> {
      const item = await table.get(savedFormKey(handset, service, draft));
      const form = item && savedFormSchema.parse(item);
      return form && form.expiresAt > nowMs / 1000 ? form : undefined;
    },
    /** What waits for a number, the newest first. One Query. */
    async of(handset: string, nowMs: number): Promise<SavedForm[]> {
      const values = { pk: savedFormsPartition(handset) };
      const items = await all(table.query({ expression: '#pk = :pk', values, limit: MOST_SAVED }));
      return items
        .map((item) => savedFormSchema.parse(item))
        .filter(({ expiresAt }) => expiresAt > nowMs / 1000)
        .toSorted((one, other) => other.savedAt.localeCompare(one.savedAt));
    },
    /** Takes a form away. One delete. */
    async drop(handset: string, { service, draft }: Pick<SavedForm, 'service' | 'draft'>): Promise<void> {
      await table.delete(savedFormKey(handset, service, draft));
    },
  };
}
