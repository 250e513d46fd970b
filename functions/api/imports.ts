import type * as z from 'zod';
import type { Caller } from '../../shared/adapters/oidc/access-token.ts';
import { asksFirst, type Import, MAX_IMPORT_BODY_BYTES } from '../../shared/domain/import.ts';
import type { ImportProfiles } from '../../shared/domain/import-profile.ts';
import { bodyText, type HttpEvent, type HttpResult } from '../../shared/edge/http.ts';
import type { ImportStore } from '../../shared/store/import-store.ts';
import type { ApplyImport, ApplyOutcome } from '../../shared/use-cases/apply-import.ts';
import type { BeginImport, ImportForm, ImportFormFor } from '../../shared/use-cases/begin-import.ts';
import { causeOf, parseBody } from './caller.ts';
import type { ApiDeps } from './deps.ts';
import { applyImportSchema, type importSchema, newImportSchema } from './import-schemas.ts';
import { json, problem } from './problem.ts';

export type ImportDeps = {
  imports: ImportStore;
  profiles: ImportProfiles;
  beginImport: BeginImport;
  importForm: ImportFormFor;
  applyImport: ApplyImport;
  /** Sends a file with the form that is made for it. */
  sendFile: (form: ImportForm, content: string) => Promise<void>;
};

const NO_IMPORT = 'There is no import with that id.';
const BAD_KEY = 'Idempotency-Key must have 1 to 255 characters.';
const NO_PROFILE = 'There is no such profile.';

const unready: Record<Exclude<ApplyOutcome, 'begun' | 'under-way' | 'done' | 'not-found'>, [number, string]> = {
  'confirmation-needed': [
    409,
    'So many of its people would be texted that somebody must say by name that it is right: send confirmedBy, or quiet.',
  ],
  'not-ready': [409, 'The import has not been gone through, or cannot be taken in: see its state.'],
};

/** Extracts of claims: sent, gone through without changing anything, and taken in. */
export function importRoutes(deps: ApiDeps) {
  const { imports, profiles, beginImport, importForm, applyImport, sendFile, keyring, newId, withScope } = deps;
  const idOf = (event: HttpEvent, caller: Caller) => {
    const cause = causeOf(event, caller, keyring, newId);
    return cause && keyring.opaque('import', cause);
  };

  /** The import as it stands, begun before or now. */
  const begin = async (
    id: string,
    profile: string,
    caller: Caller,
  ): Promise<{ import: Import; again: boolean } | { refused: HttpResult }> => {
    const begun = await beginImport({ id, profile, by: actorOf(caller) });
    if (begun.kind === 'no-such-profile')
      return { refused: problem(422, NO_PROFILE, [{ pointer: '/profile', detail: 'is not a profile' }]) };
    if (begun.kind === 'exists' && begun.changed) return { refused: problem(422, 'This Idempotency-Key was used with another profile.') };
    const found = begun.kind === 'exists' ? begun.import : await imports.read(id);
    return found ? { import: found, again: begun.kind === 'exists' } : { refused: problem(404, NO_IMPORT) };
  };

  /** A small file in the body itself. */
  const take = async (event: HttpEvent, id: string, caller: Caller): Promise<HttpResult> => {
    const profile = profiles.get(event.queryStringParameters?.['profile'] ?? '');
    if (!profile) return problem(422, `${NO_PROFILE} Name one in the query: ?profile=`);
    // What lies between reads a body as UTF-8, and would spoil any other.
    if (profile.encoding !== 'utf-8') return problem(415, 'A file of this profile is not in UTF-8: ask for a form, with application/json.');
    const content = bodyText(event);
    if (content === '') return problem(400, 'The body is empty.');
    if (Buffer.byteLength(content) > MAX_IMPORT_BODY_BYTES)
      return problem(413, `A body may have ${MAX_IMPORT_BODY_BYTES / 1000} KB: ask for a form, with application/json.`);
    const begun = await begin(id, profile.id, caller);
    if ('refused' in begun) return begun.refused;
    if (begun.import.state === 'expected') await sendFile(await importForm({ id }), content);
    return json(begun.again ? 200 : 202, viewOf(begun.import, profiles), { location: `/api/v1/imports/${id}` });
  };

  return {
    begin: withScope('imports.write', async (event, caller) => {
      const id = idOf(event, caller);
      if (!id) return problem(400, BAD_KEY);
      if (/^text\/csv\b/.test(event.headers['content-type'] ?? '')) return take(event, id, caller);
      const parsed = parseBody(event, newImportSchema);
      if ('refused' in parsed) return parsed.refused;
      const begun = await begin(id, parsed.body.profile, caller);
      if ('refused' in begun) return begun.refused;
      const upload = begun.import.state === 'expected' ? { upload: await importForm({ id }) } : {};
      const body = { ...viewOf(begun.import, profiles), ...upload };
      return json(begun.again ? 200 : 201, body, { location: `/api/v1/imports/${id}` });
    }),

    read: withScope('imports.write', async (event) => {
      const id = event.pathParameters?.['id'] ?? '';
      const found = await imports.read(id);
      if (!found) return problem(404, NO_IMPORT);
      const after = event.queryStringParameters?.['after'];
      return json(200, { ...viewOf(found, profiles), ...(await imports.faults(id, /^\d{9}$/.test(after ?? '') ? after : '')) });
    }),

    /** The same again changes nothing: an import is taken in once. */
    apply: withScope('imports.write', async (event, caller) => {
      if (!idOf(event, caller)) return problem(400, BAD_KEY);
      const id = event.pathParameters?.['id'] ?? '';
      const parsed = parseBody(event, applyImportSchema);
      if ('refused' in parsed) return parsed.refused;
      const { quiet, confirmedBy } = parsed.body;
      const by = { ...actorOf(caller), ...(confirmedBy ? { name: confirmedBy } : {}) };
      const outcome = await applyImport(id, { by, quiet, confirmed: confirmedBy !== undefined });
      const found = outcome === 'not-found' ? undefined : await imports.read(id);
      if (outcome === 'not-found' || !found) return problem(404, NO_IMPORT);
      if (outcome === 'confirmation-needed' || outcome === 'not-ready') return problem(...unready[outcome]);
      return json(outcome === 'done' ? 200 : 202, viewOf(found, profiles));
    }),
  };
}

const actorOf = (caller: Caller) => ({ kind: 'client', id: caller.id }) as const;

function viewOf(found: Import, profiles: ImportProfiles): z.infer<typeof importSchema> {
  const { id, profile, state, because, missing, bytes = 0, check, apply, words } = found;
  const by = profiles.get(profile);
  const { byte } = state === 'applying' || state === 'done' ? apply : check;
  const counted = ({ byte: _byte, line: _line, ...rest }: Import['check']) => rest;
  return {
    id,
    profile,
    state,
    ...(because ? { because } : {}),
    ...(missing ? { missing } : {}),
    percent: state === 'done' || state === 'ready' ? 100 : bytes > 0 ? Math.min(100, Math.floor((byte * 100) / bytes)) : 0,
    check: counted(check),
    apply: counted(apply),
    asksFirst: by !== undefined && state === 'ready' && asksFirst(by, check),
    unmapped: words,
  };
}
