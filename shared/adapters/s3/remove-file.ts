import { DeleteObjectCommand, ListObjectVersionsCommand, type ListObjectVersionsCommandOutput, type S3Client } from '@aws-sdk/client-s3';
import { arrivingKey, evidenceKey } from '../../domain/file.ts';

/**
 * Takes away all that a bucket holds of a file for good: as it was sent and as it is kept, every version and every mark of a
 * deletion. Doing it again, or for a file that never came, changes nothing.
 */
export function createRemoveFile({ client, bucketName }: { client: S3Client; bucketName: string }) {
  const remove = async (key: string): Promise<void> => {
    // Hides it at once; a bucket that keeps no versions, as a laptop's, has nothing left of it.
    await client.send(new DeleteObjectCommand({ Bucket: bucketName, Key: key }));
    let after: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
    while (after) {
      const page: ListObjectVersionsCommandOutput = await client.send(
        new ListObjectVersionsCommand({ Bucket: bucketName, Prefix: key, ...after }),
      );
      const { Versions = [], DeleteMarkers = [], IsTruncated, NextKeyMarker, NextVersionIdMarker } = page;
      for (const { Key, VersionId } of [...Versions, ...DeleteMarkers])
        if (Key === key && VersionId) await client.send(new DeleteObjectCommand({ Bucket: bucketName, Key, VersionId }));
      after =
        IsTruncated && NextKeyMarker
          ? { KeyMarker: NextKeyMarker, ...(NextVersionIdMarker ? { VersionIdMarker: NextVersionIdMarker } : {}) }
          : undefined;
    }
  };
  return async (fileId: string): Promise<void> => {
    for (const key of [arrivingKey(fileId), evidenceKey(fileId)]) await remove(key);
  };
}
