import type { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';

/** What is known of an object without reading it. */
export type ObjectHead = { bytes: number; metadata: Record<string, string>; eTag: string; versionId: string | undefined };
/** Bytes from one place to another, both ends included; to the end where none is named. */
export type ByteRange = { from: number; to?: number };

export type Bucket = ReturnType<typeof createBucket>;

/**
 * Objects of one bucket. What is not there is undefined, which S3 says only to who may list the bucket. An object's key says
 * nothing of a person: keys stand in access logs.
 */
export function createBucket({ client, bucketName }: { client: S3Client; bucketName: string }) {
  const of = (key: string, versionId?: string) => ({ Bucket: bucketName, Key: key, ...(versionId ? { VersionId: versionId } : {}) });
  return {
    async head(key: string, versionId?: string): Promise<ObjectHead | undefined> {
      return orMissing(async () => {
        const { ContentLength = 0, Metadata = {}, ETag = '', VersionId } = await client.send(new HeadObjectCommand(of(key, versionId)));
        return { bytes: ContentLength, metadata: Metadata, eTag: ETag, versionId: VersionId };
      });
    },
    /** The whole of an object, in memory: look at its {@link ObjectHead} first. */
    async read(key: string, versionId?: string): Promise<Uint8Array | undefined> {
      return orMissing(async () => {
        const { Body } = await client.send(new GetObjectCommand(of(key, versionId)));
        return Body?.transformToByteArray();
      });
    },
    /** An object as it comes, from one place to another; all of it where none is named. */
    async readStream(key: string, range?: ByteRange, versionId?: string): Promise<Readable | undefined> {
      return orMissing(async () => {
        const Range = range && `bytes=${range.from}-${range.to ?? ''}`;
        const { Body } = await client.send(new GetObjectCommand({ ...of(key, versionId), ...(Range ? { Range } : {}) }));
        return Body as Readable | undefined;
      });
    },
    async put(
      key: string,
      body: Uint8Array | string,
      { contentType }: { contentType: string },
    ): Promise<{ versionId: string | undefined }> {
      const { VersionId } = await client.send(new PutObjectCommand({ ...of(key), Body: body, ContentType: contentType }));
      return { versionId: VersionId };
    },
    /** Takes one version away for good. Without one, the latest is only hidden, and the bucket's rules take it away later. */
    async delete(key: string, versionId?: string): Promise<void> {
      await client.send(new DeleteObjectCommand(of(key, versionId)));
    },
  };
}

async function orMissing<T>(send: () => Promise<T>): Promise<T | undefined> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof NoSuchKey || error instanceof NotFound) return undefined;
    if (error instanceof S3ServiceException && error.name === 'NoSuchVersion') return undefined;
    throw error;
  }
}
