import { instantOf } from '../domain/calendar.ts';
import type { Actor } from '../domain/commit.ts';
import { type Import, MAX_IMPORT_BYTES } from '../domain/import.ts';
import { IMPORT_FORM_MINUTES, importFileKey } from '../domain/import-file.ts';
import type { ImportProfiles } from '../domain/import-profile.ts';
import type { ImportStore } from '../store/import-store.ts';

export type ImportForm = { url: string; fields: Record<string, string> };
/** Signs a form with which a browser, or another system, puts one object in the bucket. */
export type SignImportForm = (upload: {
  key: string;
  minBytes: number;
  maxBytes: number;
  contentType: string;
  returnTo: string;
  metadata: Record<string, string>;
  expiresInSeconds: number;
}) => Promise<ImportForm>;

export type BeginImport = ReturnType<typeof createBeginImport>;
export type ImportFormFor = ReturnType<typeof createImportForm>;

/** Makes the form that sends the file of an import that waits for it. Nothing is written: it may be made again. */
export function createImportForm({ signForm, baseUrl }: { signForm: SignImportForm; baseUrl: string }) {
  return async ({ id }: Pick<Import, 'id'>): Promise<ImportForm & { maxBytes: number }> => {
    const form = await signForm({
      key: importFileKey(id),
      minBytes: 1,
      maxBytes: MAX_IMPORT_BYTES,
      contentType: 'text/csv',
      returnTo: `${baseUrl}/console/imports/${id}`,
      metadata: {},
      expiresInSeconds: IMPORT_FORM_MINUTES * 60,
    });
    return { ...form, maxBytes: MAX_IMPORT_BYTES };
  };
}

/**
 * Begins an import with one conditional put; its file is sent to the bucket, and gone through when it is there.
 * @param id the same id meets the import that it began before: `changed` when that was by another profile
 */
export function createBeginImport({ imports, profiles, now }: { imports: ImportStore; profiles: ImportProfiles; now: () => number }) {
  return async (begun: {
    id: string;
    profile: string;
    by: Actor;
  }): Promise<{ kind: 'begun' } | { kind: 'exists'; changed: boolean; import: Import } | { kind: 'no-such-profile' }> => {
    if (!profiles.has(begun.profile)) return { kind: 'no-such-profile' };
    if ((await imports.begin({ ...begun, at: instantOf(now()) })) === 'begun') return { kind: 'begun' };
    const found = await imports.read(begun.id);
    if (!found) throw new Error('an import is there and cannot be read');
    return { kind: 'exists', changed: found.profile !== begun.profile, import: found };
  };
}
