import type { CaseCommand } from '../domain/decide-case.ts';
import type { FileOutcome } from '../domain/file.ts';
import type { Reference } from '../domain/reference.ts';
import type { ChangeCase } from './change-case.ts';

export type RecordFile = ReturnType<typeof createRecordFile>;
type Checked = { reference: string; item: string; file: string; outcome: FileOutcome };

/**
 * Tells a case what came of checking a file: one Query, one conditional put, once for each file, whoever else changes the case.
 * A case that is not there, was erased, or never asked for that item, is told nothing. Throws when other writers won every time,
 * so that it is tried again.
 */
export function createRecordFile({ changeCase }: { changeCase: ChangeCase }) {
  return async ({ reference, item, file, outcome }: Checked): Promise<void> => {
    const command: CaseCommand =
      outcome.kind === 'ready'
        ? { type: 'keepFile', item, file, media: outcome.media, bytes: outcome.bytes }
        : { type: 'turnFileAway', item, file, because: outcome.because };
    const { kind } = await changeCase(reference as Reference, command, { kind: 'system' }, file);
    if (kind === 'busy') throw new Error('a case kept changing while a file was recorded on it');
  };
}
