import * as z from 'zod';
import { type CallsProfileData, callsProfileSchema } from '../domain/calls-profile.ts';
import { type ImportProfileData, type ImportProfiles, importProfileSchema } from '../domain/import-profile.ts';
import { callsProfileData } from './calls-profiles.ts';
import { profileData } from './profiles.ts';

/** Every way in which a back office's files, or a telephone system's, are read. To add one: its data in `profiles.ts` or `calls-profiles.ts`. */
export const importProfiles: ImportProfiles = createImportProfiles([...profileData, ...callsProfileData]);

export function createImportProfiles(profiles: readonly (ImportProfileData | CallsProfileData)[]): ImportProfiles {
  const read = profiles.map((data) => {
    const parsed = (data.kind === 'calls' ? callsProfileSchema : importProfileSchema).safeParse(data);
    if (!parsed.success) throw new Error(`import profile ${data.id}: ${z.prettifyError(parsed.error)}`);
    return [parsed.data.id, parsed.data] as const;
  });
  if (new Map(read).size < read.length) throw new Error('two import profiles have the same id');
  return new Map(read);
}
