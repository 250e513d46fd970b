import { instantOf } from '../domain/calendar.ts';
import { arrivingKey, CHECK_MINUTES, FORM_MINUTES, MAX_FILE_BYTES, MAX_UPLOAD_BYTES, mayAddFile } from '../domain/file.ts';
import type { FileStore } from '../store/file-store.ts';

const MINUTE_MS = 60_000;
/** A browser is asked for no type it could give: what a file is, its bytes say. Nothing shows such an object as a page, either. */
const CONTENT_TYPE = 'application/octet-stream';

/** Signs a form with which a browser puts one object in the bucket. */
type SignForm = (upload: {
  key: string;
  minBytes: number;
  maxBytes: number;
  contentType: string;
  returnTo?: string;
  metadata: Record<string, string>;
  expiresInSeconds: number;
}) => Promise<{ url: string; fields: Record<string, string> }>;

export type PrepareUpload = ReturnType<typeof createPrepareUpload>;
export type PreparedUpload = {
  kind: 'ready';
  url: string;
  fields: Record<string, string>;
  /** The same upload for a script, which can follow no way back from another origin: the bucket answers 201. */
  scripted: Record<string, string>;
  fileId: string;
  maxBytes: number;
};

/**
 * Makes one form that uploads one file of an item: one Query, and one write. A form of that item that nobody has used yet is made
 * anew rather than another, so that reading the page again adds nothing. The form is good for {@link FORM_MINUTES} minutes.
 *
 * `returnTo` is an address of ours; the bucket adds `bucket`, `key` and `etag` to its query. `maxBytes` is what the page promises;
 * the bucket takes more, so that what is too large gets a sentence of ours. `refused` past what an item or a case may have.
 */
export function createPrepareUpload({
  files,
  signForm,
  newId,
  now,
}: {
  files: FileStore;
  signForm: SignForm;
  newId: () => string;
  now: () => number;
}) {
  return async ({
    reference,
    item,
    returnTo,
  }: {
    reference: string;
    item: string;
    returnTo: string;
  }): Promise<PreparedUpload | { kind: 'refused'; reason: 'too-many' }> => {
    const at = instantOf(now());
    const look = instantOf(now() + (FORM_MINUTES + CHECK_MINUTES) * MINUTE_MS);
    const all = await files.listOf(reference);
    const unused = all.find((file) => file.item === item && file.state === 'expected');
    let fileId = unused?.fileId;
    if (fileId === undefined || (await files.expectAgain({ reference, item, fileId }, { look })) === 'refused') {
      if (!mayAddFile(all, item, at)) return { kind: 'refused', reason: 'too-many' };
      fileId = newId();
      await files.expect({ reference, item, fileId }, { at, look });
    }
    const upload = {
      key: arrivingKey(fileId),
      minBytes: 0,
      maxBytes: MAX_UPLOAD_BYTES,
      contentType: CONTENT_TYPE,
      // The check finds the case by it. Not in the key, which stands in access logs.
      metadata: { place: `${reference}/${item}` },
      expiresInSeconds: FORM_MINUTES * 60,
    };
    const [form, { fields: scripted }] = await Promise.all([signForm({ ...upload, returnTo }), signForm(upload)]);
    return { kind: 'ready', ...form, scripted, fileId, maxBytes: MAX_FILE_BYTES };
  };
}
