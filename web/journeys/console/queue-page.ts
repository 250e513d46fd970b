import { formatDate, type LocalDate, localDate } from '../../../shared/domain/calendar.ts';
import { type Catalogue, stageOf } from '../../../shared/domain/catalogue.ts';
import { formatReference, type Reference } from '../../../shared/domain/reference.ts';
import type { Staff } from '../../../shared/domain/staff.ts';
import type { DueWhen } from '../../../shared/domain/team-today.ts';
import { consoleWords } from '../../content/console.ts';
import { fill } from '../../content/fill.ts';
import { type CouncilView, render } from '../../render.ts';
import { dueWords, shortDate } from './due.ts';
import { consoleFrame } from './frame.ts';
import { template } from './queue.njk';
import { teamName } from './team-name.ts';

const words = consoleWords.queue;

/** A line of the queue, as it was kept. */
type Entry = {
  reference: string;
  service: string;
  stage: string;
  openedAt: string;
  targetDate: string;
  actor: 'council' | 'resident' | 'nobody';
  actBy?: string | undefined;
  allIn?: boolean | undefined;
  fastTrack: boolean;
  flagged?: boolean | undefined;
  assignedTo?: string | undefined;
  personal: { name?: string | undefined };
};

export type QueueView = {
  council: CouncilView;
  staff: Staff;
  today: LocalDate;
  catalogue: Catalogue;
  entries: readonly Entry[];
  /** Teams that this person works for; the one that is shown, when it is one of several. */
  teams: readonly string[];
  team?: string | undefined;
  /** Only those cases. */
  when?: DueWhen | undefined;
  /** Whether this is a later page, and the rank that the next one begins after. */
  later: boolean;
  next?: string | undefined;
  /** What was typed to find a case, and is no reference. */
  wrongReference?: string | undefined;
};

/** The open cases of a person's teams, the earliest target date first. */
export function queuePage(view: QueueView): string {
  const { council, staff, today, catalogue, entries, teams, team, when, later, next, wrongReference } = view;
  const address = (query: Record<string, string | undefined>) => {
    const given = Object.entries(query).filter((each): each is [string, string] => each[1] !== undefined);
    return given.length > 0 ? `/console?${new URLSearchParams(given)}` : '/console';
  };
  return render(template, {
    ...consoleFrame(staff, council, 'queue'),
    title: words.title,
    wide: true,
    errors: wrongReference === undefined ? [] : [{ text: words.findError, href: '#reference' }],
    words,
    rows: entries.map((entry) => rowOf(entry, catalogue, today)),
    teams:
      teams.length > 1
        ? [undefined, ...teams].map((each) => ({
            text: each ? teamName(each) : words.allTeams,
            href: address({ team: each, due: when }),
            current: each === team,
          }))
        : [],
    only: when && { text: words.only[when], link: words.notOnly, href: address({ team }) },
    empty: later ? words.nothingMore : when ? words.emptyOnly : words.empty,
    first: later ? address({ team, due: when }) : undefined,
    next: next ? address({ team, due: when, after: next }) : undefined,
    find: {
      id: 'reference',
      name: 'reference',
      label: { text: words.find, classes: 'govuk-label--s' },
      classes: 'govuk-input--width-10',
      value: wrongReference ?? '',
      autocomplete: 'off',
      spellcheck: false,
      ...(wrongReference === undefined ? {} : { errorMessage: { text: words.findError } }),
    },
  });
}

function rowOf(entry: Entry, catalogue: Catalogue, today: LocalDate) {
  const service = catalogue.get(entry.service);
  return {
    href: `/console/cases/${entry.reference}`,
    reference: formatReference(entry.reference as Reference),
    name: entry.personal.name,
    service: service?.name ?? entry.service,
    stage: service ? stageOf(service, entry.stage).name : entry.stage,
    due: dueWords(entry.targetDate, today),
    received: formatDate(localDate(entry.openedAt)),
    flagged: entry.flagged ? words.flagged : undefined,
    fastTrack: entry.fastTrack ? words.fastTrack : undefined,
    assigned: entry.assignedTo && fill(words.assigned, { name: entry.assignedTo }),
    waiting: waitingFor(entry, today),
  };
}

function waitingFor({ actor, actBy, allIn }: Entry, today: LocalDate): string {
  if (allIn) return words.allIn;
  if (actor === 'council') return words.us;
  if (actor === 'nobody') return words.nobody;
  if (!actBy) return words.resident;
  return fill(actBy < today ? words.residentLate : words.residentBy, { date: shortDate(actBy, today) });
}
