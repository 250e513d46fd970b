import * as z from 'zod';
import { type ImportProfileData, type ImportProfiles, importProfileSchema } from '../domain/import-profile.ts';
import { profileData } from './profiles.ts';

/** Every way in which a back office's files are read. To add one: its data in `profiles.ts`. */
export const importProfiles: ImportProfiles = createImportProfiles(profileData);

export function createImportProfiles(profiles: readonly ImportProfileData[]): ImportProfiles {
  const read = profiles.map((data) => {
    const parsed = importProfileSchema.safeParse(data);
    if (!parsed.success) throw new Error(`import profile ${data.id}: ${z.prettifyError(parsed.error)}`);
    return [parsed.data.id, parsed.data] as const;
  });
  if (new Map(read).size < read.length) throw new Error('two import profiles have the same id');
  return new Map(read);
}
