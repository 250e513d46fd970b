import { isRealDate } from '../../shared/domain/calendar.ts';
import type { HeldCase, HeldLine, Holdings } from '../../shared/domain/holdings.ts';
import { formatReference, type Reference } from '../../shared/domain/reference.ts';
import { formatDate, formatInstant } from '../content/dates.ts';
import { fill } from '../content/fill.ts';
import { heldWords as words } from '../content/held.ts';

type Row = { key: { text: string }; value: { text: string } };
/** What `held.njk` draws: one thing under its own heading. */
type ThingView = { title: string; when: string; rows: Row[]; href?: string | undefined };
/** Where a file of a case can be opened, for whoever may. */
type OpensFile = (reference: string, line: HeldLine) => string | undefined;
type SectionView = { title: string; things: ThingView[]; rows: Row[] };
/** One case, or what is beside all cases where `title` is empty. */
export type HeldPartView = { title: string; sections: SectionView[] };

/** All that is held, in words: each case with its sections, then what is beside them. A section with nothing in it says so. */
export function heldView(
  { made, person, cases, contacts, textsFromThem }: Holdings,
  opens: OpensFile = () => undefined,
): { made: string; parts: HeldPartView[] } {
  const beside = [
    ...(person.length > 0 ? [section('person', person)] : []),
    section('contacts', contacts),
    section('textsFromThem', textsFromThem),
  ];
  return {
    made: fill(words.made, { when: formatInstant(made) }),
    parts: [...cases.map((each) => casePart(each, opens)), { title: '', sections: beside }],
  };
}

function casePart(held: HeldCase, opens: OpensFile): HeldPartView {
  const { reference, service, opened, stage, ended, keptUntil } = held;
  const about = [
    row(words.opened, formatInstant(opened)),
    row(words.stage, stage),
    ...(ended ? [row(words.ended, formatInstant(ended))] : []),
    row(words.keptUntil, keptUntil ? formatDate(keptUntil) : words.keptWhileOpen),
  ];
  const answers = Object.entries(held.answers).map(([question, answer]) => row(question, answer));
  const lists = (['history', 'texts', 'letters', 'files', 'tasks', 'lookUps'] as const).map((name) =>
    section(name, held[name], (line) => opens(reference, line)),
  );
  return {
    title: `${service}, ${formatReference(reference as Reference)}`,
    sections: [
      { title: words.sections.about, things: [], rows: about },
      { title: words.sections.answers, things: [], rows: answers },
      ...lists,
    ],
  };
}

function section(
  name: keyof typeof words.sections,
  lines: readonly HeldLine[],
  opens: (line: HeldLine) => string | undefined = () => undefined,
): SectionView {
  return { title: words.sections[name], rows: [], things: lines.map((line) => ({ ...thing(line), href: opens(line) })) };
}

function thing({ at, what, by, says }: HeldLine): ThingView {
  return {
    title: what
      .split(', ')
      .map((each) => words.what[each] ?? readable(each))
      .join(', '),
    when: [at.includes('T') ? formatInstant(at) : formatDate(at), by && words.by[by]].filter(Boolean).join(', '),
    rows: Object.entries(says).map(([field, value]) => row(words.fields[field] ?? readable(field), value)),
  };
}

/** `evidenceDateChanged`, `new-stage`: Evidence date changed, New stage. */
function readable(name: string): string {
  const spaced = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

const row = (key: string, text: string): Row => ({ key: { text: key }, value: { text: dated(text) } });

/** A date or an instant as people write it; anything else as it is. */
function dated(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text)) return formatInstant(text);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && isRealDate(text) ? formatDate(text) : text;
}
