import type { Catalogue } from '../../shared/domain/catalogue.ts';
import type { Import } from '../../shared/domain/import.ts';
import type { ImportProfiles } from '../../shared/domain/import-profile.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import { actorOf, hasRole, mayWorkFor, type Staff } from '../../shared/domain/staff.ts';
import { formOf, type HttpEvent, type HttpResult, html, redirect } from '../../shared/edge/http.ts';
import type { ImportStore } from '../../shared/store/import-store.ts';
import { type ApplyImport, teamsOfImport } from '../../shared/use-cases/apply-import.ts';
import type { BeginImport, ImportFormFor } from '../../shared/use-cases/begin-import.ts';
import { importPage } from '../../web/journeys/console/import-page.ts';
import { chooseImportPage, importsPage } from '../../web/journeys/console/imports-page.ts';
import type { CouncilView } from '../../web/render.ts';
import type { ShowMessage, StaffHandler, StaffOnly } from './guard.ts';

export type ImportRouteDeps = {
  council: CouncilView;
  catalogue: Catalogue;
  keyring: Keyring;
  imports: ImportStore;
  profiles: ImportProfiles;
  beginImport: BeginImport;
  importForm: ImportFormFor;
  applyImport: ApplyImport;
  staffOnly: StaffOnly;
  showMessage: ShowMessage;
  newId: () => string;
  now: () => number;
};

/** Files of claims: officers take in those that change cases of their teams and no others, managers all. Files of calls are for managers. */
export function createImportRoutes(deps: ImportRouteDeps) {
  const { council, catalogue, keyring, imports, profiles, beginImport, importForm, applyImport, staffOnly, showMessage, newId, now } = deps;
  const mayImport = (staff: Staff, of: Pick<Import, 'profile'>) => {
    if (profiles.get(of.profile)?.kind === 'calls') return hasRole(staff, 'manager');
    const teams = teamsOfImport(profiles, catalogue, of);
    return teams.length > 0 && teams.every((team) => mayWorkFor(staff, team));
  };
  const profilesFor = (staff: Staff) => [...profiles.values()].filter(({ id }) => mayImport(staff, { profile: id }));

  const list: StaffHandler = async ({ queryStringParameters: query }, staff) => {
    const before = query?.['before'];
    const page = await imports.list(before);
    const mine = page.imports.filter((each) => mayImport(staff, each));
    return html(importsPage({ council, staff, profiles, imports: mine, later: before !== undefined, next: page.next }));
  };

  const choose: StaffHandler = async (_event, staff) =>
    html(chooseImportPage({ council, staff, profiles: profilesFor(staff), nonce: newId() }));

  const begin: StaffHandler = async (event, staff) => {
    const posted = formOf(event);
    const profile = profilesFor(staff).find(({ id }) => id === posted.get('profile'));
    if (!profile)
      return html(chooseImportPage({ council, staff, profiles: profilesFor(staff), nonce: newId(), missing: true }), { status: 400 });
    // Pressed twice it is the same import; going back and choosing another kind is another.
    const id = keyring.opaque('import', JSON.stringify([staff.id, posted.get('nonce'), profile.id]));
    await beginImport({ id, profile: profile.id, by: actorOf(staff) });
    return redirect(`/console/imports/${id}`);
  };

  /** The import that the address names, if this person may see it. */
  const importFor = async (event: HttpEvent, staff: Staff): Promise<{ found: Import } | { refused: HttpResult }> => {
    const found = await imports.read(event.pathParameters?.['id'] ?? '');
    if (!found) return { refused: showMessage('notFound', staff) };
    return mayImport(staff, found) ? { found } : { refused: showMessage('notYourTeam', staff) };
  };

  const page = async (
    event: HttpEvent,
    staff: Staff,
    found: Import,
    rest: Pick<Parameters<typeof importPage>[0], 'posted' | 'error'> = {},
  ): Promise<string> => {
    const query = event.queryStringParameters ?? {};
    const after = /^\d{9}$/.test(query['faults'] ?? '') ? query['faults'] : undefined;
    const reported = found.state === 'ready' || found.state === 'done';
    const { faults, next } = reported ? await imports.faults(found.id, after) : { faults: [] };
    return importPage({
      council,
      staff,
      catalogue,
      profile: profiles.get(found.profile),
      import: found,
      nowMs: now(),
      form: found.state === 'expected' ? await importForm(found) : undefined,
      // What the bucket adds to the address it sends the browser back to.
      sent: query['etag'] !== undefined,
      faults,
      laterFaults: after !== undefined,
      nextFaults: next,
      ...rest,
    });
  };

  const read: StaffHandler = async (event, staff) => {
    const got = await importFor(event, staff);
    return 'refused' in got ? got.refused : html(await page(event, staff, got.found));
  };

  const act: StaffHandler = async (event, staff) => {
    const got = await importFor(event, staff);
    if ('refused' in got) return got.refused;
    const { found } = got;
    const posted = formOf(event);
    const told = profiles.get(found.profile)?.kind === 'calls' ? 'nobody' : posted.get('told');
    const asked = posted.get('do') === 'apply';
    if (asked && found.state === 'ready' && told !== 'people' && told !== 'nobody')
      return html(await page(event, staff, found, { posted, error: 'told' }), { status: 400 });
    const yes = { by: actorOf(staff), quiet: told === 'nobody', confirmed: posted.get('confirmed') === 'yes' };
    const outcome = await applyImport(found.id, asked && told ? yes : undefined);
    if (outcome === 'confirmation-needed') return html(await page(event, staff, found, { posted, error: 'confirmed' }), { status: 400 });
    return redirect(`/console/imports/${found.id}`);
  };

  const officers = ['officer', 'manager'] as const;
  return {
    list: staffOnly(officers, list),
    choose: staffOnly(officers, choose),
    begin: staffOnly(officers, begin),
    read: staffOnly(officers, read),
    act: staffOnly(officers, act),
  };
}
