import type { FileMedia } from '../domain/file.ts';
import type { FileStore } from '../store/file-store.ts';

/** Signs a link that shows one object for a short time. */
type SignLink = (
  key: string,
  shown: { contentType: string; contentDisposition: string; expiresInSeconds: number; versionId?: string | undefined },
) => Promise<string>;
export type OpenFile = ReturnType<typeof createOpenFile>;

/** Time for a browser to follow the link, and none to pass it on. */
const LINK_SECONDS = 60;
const EXTENSIONS: Record<FileMedia, string> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/heic': 'heic', 'application/pdf': 'pdf' };

/** A link to a file that was checked and is kept; undefined for every other. It is served as what its bytes showed it to be. One Query. */
export function createOpenFile({ files, signLink }: { files: FileStore; signLink: SignLink }) {
  return async ({ reference, item, fileId }: { reference: string; item: string; fileId: string }): Promise<string | undefined> => {
    const file = (await files.listOf(reference)).find((each) => each.item === item && each.fileId === fileId);
    if (file?.state !== 'ready' || !file.key || !file.media) return undefined;
    return signLink(file.key, {
      contentType: file.media,
      contentDisposition: `inline; filename="${item}.${EXTENSIONS[file.media]}"`,
      expiresInSeconds: LINK_SECONDS,
      versionId: file.versionId,
    });
  };
}
