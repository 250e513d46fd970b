import { setTimeout as sleep } from 'node:timers/promises';
import type { Door } from './door.ts';

export const SERVICE = 'council-tax-support';
const PROFILE = 'sample-nightly-claims';
const MANAGER = 'Morgan Okafor';

type Progress = Record<'rows' | 'bad' | 'noted' | 'same' | 'open' | 'move' | 'details' | 'late' | 'unmapped' | 'noWay' | 'commits', number>;
type Form = { url: string; fields: Record<string, string> };
type Import = { id: string; state: string; asksFirst: boolean; check: Progress; apply: Progress; upload?: Form };
type Fault = { reason: string; noted?: true };
export type Imported = Pick<Import, 'check' | 'apply' | 'asksFirst'> & { reasons: Map<string, number> };

/** Sends the list of a night as the back office's system does: by a form of the bucket, gone through first, then taken in. */
export async function importNight(door: Door, file: Buffer): Promise<Imported> {
  const { id, upload } = await door.api<Import>('POST', '/imports', { profile: PROFILE });
  if (!upload) throw new Error('the import gave no form to send the file with');
  await sendForm(upload, { bytes: file, name: 'claims.csv', type: 'text/csv' });
  const { asksFirst } = await reached(door, id, 'ready');
  await door.api('POST', `/imports/${id}/apply`, asksFirst ? { confirmedBy: MANAGER } : {});
  const { check, apply } = await reached(door, id, 'done');
  return { check, apply, asksFirst, reasons: await reasonsOf(door, id) };
}

/** Sends a file by a form of a bucket. Returns where the bucket then sends a browser. */
export async function sendForm({ url, fields }: Form, file: { bytes: Buffer; name: string; type: string }): Promise<string> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', new Blob([new Uint8Array(file.bytes)], { type: file.type }), file.name);
  const answer = await fetch(url, { method: 'POST', body: form, redirect: 'manual' });
  const location = answer.headers.get('location');
  if (answer.status !== 303 || !location) throw new Error(`the bucket answered ${answer.status}: ${await answer.text()}`);
  return location;
}

async function reached(door: Door, id: string, state: string): Promise<Import> {
  for (let tries = 0; tries < 100; tries++) {
    await door.drain();
    const found = await door.api<Import>('GET', `/imports/${id}`);
    if (found.state === state) return found;
    if (found.state === 'refused') throw new Error('an import was refused');
    await sleep(50);
  }
  throw new Error(`an import did not come to be ${state}`);
}

/** What was wrong with bad rows: one may have several faults. What was only left out of a row is not in it. */
async function reasonsOf(door: Door, id: string): Promise<Map<string, number>> {
  const reasons = new Map<string, number>();
  let after: string | undefined = '';
  while (after !== undefined) {
    const page: { faults?: Fault[]; next?: string } = await door.api('GET', `/imports/${id}?after=${after}`);
    for (const { reason, noted } of page.faults ?? []) if (!noted) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    after = page.next;
  }
  return reasons;
}

type CaseView = { sequence: number; stage: { id: string }; evidence?: { items: { id: string; state: string }[] } };
export const readCase = (door: Door, reference: string) => door.api<CaseView>('GET', `/cases/${reference}`);

/** An officer asks for some things under one date. */
export async function askFor(door: Door, reference: string, asked: { items: readonly string[]; by: string }): Promise<void> {
  const { sequence } = await readCase(door, reference);
  await door.api('POST', `/cases/${reference}/events`, { type: 'askEvidence', ...asked, basedOn: sequence });
}

/** An officer looks at what came, and takes all of it. */
export async function acceptAll(door: Door, reference: string): Promise<void> {
  const { sequence, evidence } = await readCase(door, reference);
  const accepted = (evidence?.items ?? []).filter(({ state }) => state === 'in' || state === 'not-possible').map(({ id }) => id);
  await door.api('POST', `/cases/${reference}/events`, { type: 'reviewEvidence', accepted, basedOn: sequence });
}

/** Somebody rings to ask what is happening, with the reference of their texts. */
export const logCall = (door: Door, reference: string) =>
  door.api('POST', '/contacts', { channel: 'telephone', service: SERVICE, outcome: 'answered', about: reference });
