import { formatInstant } from '../../../shared/domain/calendar.ts';
import type { Actor } from '../../../shared/domain/commit.ts';
import type { Import } from '../../../shared/domain/import.ts';
import type { AnyImportProfile, ImportProfiles } from '../../../shared/domain/import-profile.ts';
import type { Staff } from '../../../shared/domain/staff.ts';
import { importWords as words } from '../../content/console-imports.ts';
import { fill } from '../../content/fill.ts';
import { type CouncilView, render } from '../../render.ts';
import { consoleFrame } from './frame.ts';
import { template as chooseTemplate } from './import-choose.njk';
import { template } from './imports.njk';

export type ImportsView = {
  council: CouncilView;
  staff: Staff;
  profiles: ImportProfiles;
  imports: readonly Import[];
  later: boolean;
  next?: string | undefined;
};

/** The files of claims that were imported, newest first. */
export function importsPage({ council, staff, profiles, imports, later, next }: ImportsView): string {
  return render(template, {
    ...consoleFrame(staff, council, 'imports'),
    title: words.list.title,
    wide: true,
    words: words.list,
    rows: imports.map((each) => ({
      href: `/console/imports/${each.id}`,
      name: profiles.get(each.profile)?.name ?? each.profile,
      when: formatInstant(each.at),
      by: fill(words.by, { name: nameOf(each.by) }),
      state: words.states[each.state],
    })),
    first: later ? '/console/imports' : undefined,
    next: next ? `/console/imports?${new URLSearchParams({ before: next })}` : undefined,
  });
}

export type ChooseView = {
  council: CouncilView;
  staff: Staff;
  /** Those whose cases this person may change. */
  profiles: readonly AnyImportProfile[];
  nonce: string;
  missing?: boolean;
};

/** The first question: by which profile the file is read. */
export function chooseImportPage({ council, staff, profiles, nonce, missing = false }: ChooseView): string {
  return render(chooseTemplate, {
    ...consoleFrame(staff, council, 'imports'),
    title: words.choose.title,
    back: { text: words.list.title, href: '/console/imports' },
    words: words.choose,
    nonce,
    nothingToChoose: profiles.length === 0,
    errors: missing ? [{ text: words.choose.missing, href: '#profile' }] : [],
    profile: {
      idPrefix: 'profile',
      name: 'profile',
      fieldset: { legend: { text: words.choose.title, isPageHeading: true, classes: 'govuk-fieldset__legend--l' } },
      items: profiles.map(({ id, name, about }) => ({ value: id, text: name, hint: { text: about } })),
      ...(missing ? { errorMessage: { text: words.choose.missing } } : {}),
    },
  });
}

/** Staff go by their name; a system has none, unless somebody confirmed for it. */
export const nameOf = ({ name }: Actor): string => name ?? words.otherSystem;
