import { importProfiles } from '../imports/index.ts';
import { createImportStore } from '../store/import-store.ts';
import type { Table } from '../store/table.ts';
import { createApplyImport } from '../use-cases/apply-import.ts';
import { createBeginImport, createImportForm, type ImportForm, type SignImportForm } from '../use-cases/begin-import.ts';

export type ImportParts = {
  table: Table;
  signForm: SignImportForm;
  /** Puts an import on its queue. */
  enqueue: (id: string) => Promise<void>;
  baseUrl: string;
  now: () => number;
};

/** What begins imports and says yes to them, for the console and the API. */
export function wireImports({ table, signForm, enqueue, baseUrl, now }: ImportParts) {
  const imports = createImportStore(table);
  const profiles = importProfiles;
  return {
    imports,
    profiles,
    beginImport: createBeginImport({ imports, profiles, now }),
    importForm: createImportForm({ signForm, baseUrl }),
    applyImport: createApplyImport({ imports, profiles, enqueue, now }),
  };
}

const SEND_TIMEOUT_MS = 8000;

/** Sends a file with the form that is made for it, as a browser would: no client for the bucket is needed. Throws unless it was taken. */
export async function sendFile({ url, fields }: ImportForm, content: string): Promise<void> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append('file', new Blob([content], { type: 'text/csv' }), 'claims.csv');
  const answer = await fetch(url, { method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(SEND_TIMEOUT_MS) });
  if (answer.status >= 400) throw new Error(`the bucket answered ${answer.status}`);
}
