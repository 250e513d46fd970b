import { formatInstant } from '../../../shared/domain/calendar.ts';
import type { Catalogue } from '../../../shared/domain/catalogue.ts';
import { asksFirst, type Import, isStuck, type Progress, type Tally, usableRows } from '../../../shared/domain/import.ts';
import type { AnyImportProfile, ImportProfile } from '../../../shared/domain/import-profile.ts';
import type { Fault } from '../../../shared/domain/import-row.ts';
import type { Staff } from '../../../shared/domain/staff.ts';
import { importWords as words } from '../../content/console-imports.ts';
import { fill } from '../../content/fill.ts';
import { type CouncilView, render } from '../../render.ts';
import { consoleFrame } from './frame.ts';
import { template } from './import.njk';
import { nameOf } from './imports-page.ts';

export type ImportError = 'told' | 'confirmed';
export type ImportView = {
  council: CouncilView;
  staff: Staff;
  catalogue: Catalogue;
  profile: AnyImportProfile | undefined;
  import: Import;
  nowMs: number;
  /** The form that sends the file, while that is waited for. */
  form?: { url: string; fields: Record<string, string>; maxBytes: number } | undefined;
  /** The browser came back from sending it. */
  sent?: boolean;
  faults: readonly Fault[];
  laterFaults?: boolean;
  nextFaults?: string | undefined;
  /** What was chosen in the form that says yes, and what is wrong with it. */
  posted?: URLSearchParams;
  error?: ImportError | undefined;
};

const number = (value: number) => value.toLocaleString('en-GB');
/** What the report always says; the rest only where there is any. */
const ALWAYS: readonly Tally[] = ['rows', 'open', 'move', 'same', 'texts', 'letters', 'bad'];
const ALWAYS_OF_CALLS: readonly Tally[] = ['rows', 'added', 'corrected', 'same', 'bad'];

/** One import: sending its file, how far it is, what it would do with a form to say yes, and what it did. */
export function importPage(view: ImportView): string {
  const { council, staff, profile, import: it, nowMs, form, sent } = view;
  const waits = it.state === 'expected' && sent;
  const moving = it.state === 'checking' || it.state === 'applying';
  const heading = headingOf(it, waits === true);
  return render(template, {
    ...consoleFrame(staff, council, 'imports'),
    ...heading,
    wide: it.state === 'ready' || it.state === 'done',
    back: { text: words.list.title, href: '/console/imports' },
    errors: view.error ? [{ text: words.confirm.errors[view.error], href: `#${view.error}` }] : [],
    words,
    kind: profile?.name ?? it.profile,
    begun: `${formatInstant(it.at)}, ${fill(words.by, { name: nameOf(it.by) })}`,
    here: `/console/imports/${it.id}`,
    live: moving || waits,
    progress: moving ? progressOf(it) : undefined,
    stuck: moving && isStuck(it, nowMs),
    form: it.state === 'expected' && !sent && form ? formOf(form, profile) : undefined,
    report: it.state === 'ready' || it.state === 'done' ? reportOf(view) : undefined,
    confirm: it.state === 'ready' && profile && hasNews(it.check) ? confirmOf(view, profile) : undefined,
    nothing: it.state === 'ready' && !hasNews(it.check),
    done: it.state === 'done' ? doneOf(it, profile) : undefined,
    refused: it.state === 'refused' ? { missing: it.missing ?? [] } : undefined,
  });
}

function headingOf({ state, because }: Import, waits: boolean): { title: string; says: string } {
  if (waits) return words.arrived;
  switch (state) {
    case 'expected':
      return { title: words.send.title, says: '' };
    case 'checking':
      return words.checking;
    case 'applying':
      return words.applying;
    case 'ready':
      return words.ready;
    case 'done':
      return { title: words.ready.taken, says: '' };
    case 'refused':
      return words.refusals[because ?? 'not-text'];
  }
}

function progressOf({ state, bytes = 0, check, apply }: Import) {
  const { byte, rows, bad } = state === 'applying' ? { ...apply, bad: apply.bad } : check;
  const percent = bytes > 0 ? Math.min(100, Math.floor((byte * 100) / bytes)) : 0;
  return { percent, text: fill(words.rowsDone, { percent: String(percent), rows: number(rows), bad: number(bad) }) };
}

/** Hidden fields in the order that the bucket wants them, and then the file. */
function formOf({ url, fields, maxBytes }: NonNullable<ImportView['form']>, profile: AnyImportProfile | undefined) {
  return {
    url,
    fields: Object.entries(fields).map(([name, value]) => ({ name, value })),
    file: {
      id: 'file',
      name: 'file',
      label: { text: words.send.label },
      hint: {
        text: fill(profile?.kind === 'calls' ? words.calls.hint : words.send.hint, { megabytes: number(Math.floor(maxBytes / 1_000_000)) }),
      },
      attributes: { accept: '.csv,.txt,text/csv', required: 'required' },
    },
  };
}

const hasNews = ({ open, move, details, late, unmapped, noWay, added, corrected }: Progress): boolean =>
  open + move + details + late + unmapped + noWay + added + corrected > 0;

function reportOf({ import: it, catalogue, profile, faults, laterFaults, nextFaults }: ImportView) {
  const did = it.state === 'done';
  const ofCalls = profile?.kind === 'calls';
  const tallies = ofCalls ? words.calls.tallies : words.tallies;
  const always = ofCalls ? ALWAYS_OF_CALLS : ALWAYS;
  const shown = (Object.keys(tallies) as Tally[]).filter((tally) => always.includes(tally) || it.check[tally] > 0 || it.apply[tally] > 0);
  return {
    did,
    rows: shown.map((tally) => ({
      what: tallies[tally],
      would: number(it.check[tally]),
      did: number(it.apply[tally]),
    })),
    unmapped: ofCalls ? words.calls.unmapped : words.unmapped,
    withService: !ofCalls,
    words: it.words.map(({ word, service, rows }) => ({ word, service: catalogue.get(service)?.name ?? service, rows: number(rows) })),
    faults: faults.map(({ line, column, reason, noted }) => ({
      line: number(line),
      column: column ?? '',
      reason: words.reasons[reason],
      kept: noted ? words.faults.noted : words.faults.bad,
    })),
    firstFaults: laterFaults ? `/console/imports/${it.id}` : undefined,
    nextFaults: nextFaults ? `/console/imports/${it.id}?${new URLSearchParams({ faults: nextFaults })}` : undefined,
  };
}

function confirmOf(view: ImportView, profile: AnyImportProfile) {
  // Of calls nobody is told: there is nothing to choose.
  return profile.kind === 'calls' ? {} : confirmOfClaims(view, profile);
}

function confirmOfClaims({ import: { check }, staff, posted, error }: ImportView, profile: ImportProfile) {
  const asks = asksFirst(profile, check);
  const counts = { texts: number(check.texts), letters: number(check.letters) };
  const chosen = posted?.get('told');
  const name = {
    idPrefix: 'confirmed',
    name: 'confirmed',
    items: [{ value: 'yes', text: fill(words.confirm.name, { name: staff.name }) }],
    ...(error === 'confirmed' ? { errorMessage: { text: words.confirm.errors.confirmed } } : {}),
  };
  return {
    warning: asks
      ? fill(words.confirm.warning, {
          percent: number(Math.round((check.texts * 100) / Math.max(1, usableRows(check)))),
          most: number(profile.confirmAbove.percent),
        })
      : undefined,
    name: asks ? name : undefined,
    told: {
      idPrefix: 'told',
      name: 'told',
      fieldset: { legend: { text: words.confirm.told, classes: 'govuk-fieldset__legend--s' } },
      items: [
        { value: 'people', text: fill(words.confirm.text, counts), hint: { text: words.confirm.textHint }, checked: chosen === 'people' },
        { value: 'nobody', text: words.confirm.quiet, hint: { text: words.confirm.quietHint }, checked: chosen === 'nobody' },
      ],
      ...(error === 'told' ? { errorMessage: { text: words.confirm.errors.told } } : {}),
    },
  };
}

function doneOf({ appliedBy, quiet }: Import, profile: AnyImportProfile | undefined) {
  const ofCalls = profile?.kind === 'calls';
  return {
    by: appliedBy ? fill(words.done.by, { name: nameOf(appliedBy) }) : undefined,
    quiet: quiet && !ofCalls ? words.done.quiet : undefined,
    days: ofCalls ? { text: words.calls.days, href: '/console/calls' } : undefined,
  };
}
