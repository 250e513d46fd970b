import type { EvidenceItem } from '../../../shared/domain/evidence.ts';
import type { CaseFileItem } from '../../../shared/domain/file.ts';

/**
 * Whether a file of an item was sent and its case does not know of it yet: it is being checked, or just was.
 * @param files all files of the case
 * @param sent the one that was sent just now, as the address says, whose coming nobody may have noted
 */
export function beingChecked({ id, files: known, turnedAway }: EvidenceItem, files: readonly CaseFileItem[], sent?: string): boolean {
  const told = [...known.map((file) => file.id), turnedAway?.file];
  return files.some(({ item, fileId, state }) => item === id && !told.includes(fileId) && (state === 'checking' || fileId === sent));
}
