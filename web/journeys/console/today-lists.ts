import { formatInstant } from '../../../shared/domain/calendar.ts';
import type { Channel } from '../../../shared/domain/case.ts';
import type { Catalogue } from '../../../shared/domain/catalogue.ts';
import { reasonSays } from '../../../shared/domain/contact-reason.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import { formatReference, type Reference } from '../../../shared/domain/reference.ts';
import type { Staff } from '../../../shared/domain/staff.ts';
import type { Text } from '../../../shared/domain/text.ts';
import { consoleWords } from '../../content/console.ts';
import { todayWords } from '../../content/console-today.ts';
import { fill } from '../../content/fill.ts';
import { reportWords } from '../../content/report.ts';
import { type CouncilView, render } from '../../render.ts';
import { consoleFrame } from './frame.ts';
import { textStateWords } from './text-state.ts';
import { template } from './today-list.njk';
import { todayPath } from './today-page.ts';

type View = { council: CouncilView; staff: Staff; catalogue: Catalogue; team: string };
type Failing = Pick<Text, 'log' | 'state' | 'at' | 'settledAt' | 'dueAt' | 'again' | 'because'> & { service: string };

const frameOf = ({ staff, council, team }: View) => ({
  ...consoleFrame(staff, council, 'today'),
  back: { text: todayWords.back, href: todayPath(team) },
  wide: true,
});

/** The texts about a team's cases that failed of late, each with its case. */
export function failingTextsPage(view: View, texts: readonly Failing[]): string {
  const { failing } = todayWords;
  const { when, reference, service, what } = failing.columns;
  return render(template, {
    ...frameOf(view),
    title: failing.title,
    says: failing.says,
    link: { text: failing.tasks, href: `/console/tasks?${new URLSearchParams({ team: view.team })}` },
    caption: failing.caption,
    head: [reference, when, service, what].map((text) => ({ text })),
    rows: texts.map((text) => ({
      name: formatReference(text.log.id as Reference),
      href: `/console/cases/${text.log.id}`,
      cells: [formatInstant(text.settledAt ?? text.at), view.catalogue.get(text.service)?.name ?? text.service, textStateWords(text)].map(
        (said) => ({ text: said }),
      ),
    })),
    empty: failing.empty,
  });
}

/** The contacts of today by one channel: how many of each service came to what, about what. */
export function contactsTodayPage(view: View, channel: Channel, facts: readonly Fact[]): string {
  const { contactList: words } = todayWords;
  const { catalogue } = view;
  const outcomes: Readonly<Record<string, string>> = { ...words.outcomes, ...consoleWords.outcomes };
  const kinds = new Map<string, Fact & { count: number }>();
  for (const fact of facts) {
    const kind = [fact.service, fact.outcome, fact.detail].join('|');
    kinds.set(kind, { ...fact, count: (kinds.get(kind)?.count ?? 0) + fact.quantity });
  }
  const total = facts.reduce((sum, { quantity }) => sum + quantity, 0);
  const columns = words.columns;
  return render(template, {
    ...frameOf(view),
    title: fill(words.title, { channel: reportWords.channels[channel] }),
    caption: words.caption,
    head: [columns.service, columns.outcome, columns.detail, columns.count].map((text) => ({ text, isNumber: text === columns.count })),
    rows: [...kinds]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { service, outcome = '', detail, count }]) => ({
        name: catalogue.get(service)?.name ?? service,
        cells: [
          { text: outcomes[outcome] ?? outcome },
          { text: detail ? reasonSays(catalogue.get(service), detail) : '' },
          { text: count.toLocaleString('en-GB'), isNumber: true },
        ],
      })),
    total: { name: words.total, count: total.toLocaleString('en-GB') },
    empty: words.empty,
  });
}
