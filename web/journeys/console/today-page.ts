import { formatDate, formatTime, type Instant, localDate } from '../../../shared/domain/calendar.ts';
import { type Channel, channels } from '../../../shared/domain/case.ts';
import type { Staff } from '../../../shared/domain/staff.ts';
import { type Count, dueWhens, type TeamToday } from '../../../shared/domain/team-today.ts';
import { todayWords as words } from '../../content/console-today.ts';
import { fill } from '../../content/fill.ts';
import { reportWords } from '../../content/report.ts';
import { type CouncilView, render } from '../../render.ts';
import { consoleFrame } from './frame.ts';
import { teamName } from './team-name.ts';
import { template } from './today.njk';
import { template as numbersTemplate } from './today-numbers.njk';

type TodayView = {
  council: CouncilView;
  staff: Staff;
  /** The team that is shown, and all that this person may see. */
  team: string;
  teams: readonly string[];
  now: Instant;
  today: TeamToday;
};

const PATH = '/console/today';
export const todayPath = (team: string): string => `${PATH}?${new URLSearchParams({ team })}`;

/** What stands before a team today, each number with the list it counts. `web/assets/today.js` brings it up to date. */
export function todayPage(view: TodayView): string {
  const { council, staff, team, teams } = view;
  return render(template, {
    ...consoleFrame(staff, council, 'today'),
    title: words.title,
    wide: true,
    words,
    here: todayPath(team),
    numbersAt: `${PATH}/numbers?${new URLSearchParams({ team })}`,
    teams: teams.length > 1 ? teams.map((each) => ({ text: teamName(each), href: todayPath(each), current: each === team })) : [],
    ...numbersOf(view),
  });
}

/** The part of the page that changes, by itself. */
export function todayNumbers(view: TodayView): string {
  const { council } = view;
  return render(numbersTemplate, { council, title: words.title, words, ...numbersOf(view) });
}

function numbersOf({ team, now, today }: TodayView) {
  const { waiting, due, tasks, callBacks, textsFailing, contacts } = today;
  const { cases, work } = words;
  const listed = (path: string, rest: Record<string, string> = {}) => `${path}?${new URLSearchParams({ team, ...rest })}`;
  const number = (key: string, text: string, { count, more }: Count, href: string) => ({
    key,
    text,
    href,
    count: more ? fill(words.andMore, { count: format(count) }) : format(count),
  });
  const allContacts = channels.reduce((sum, channel) => sum + contacts[channel], 0);
  const isDone = waiting.count + tasks.count + textsFailing.count === 0;
  return {
    caption: fill(words.caption, { team: teamName(team), date: formatDate(localDate(now)) }),
    updated: fill(words.updated, { time: formatTime(now) }),
    allDone: isDone ? words.allDone : '',
    groups: [
      {
        title: cases.title,
        numbers: [
          ...dueWhens.map((when) => ({
            ...number(when, cases[when], due[when], listed('/console', { due: when })),
            late: when === 'late' && due.late.count > 0,
          })),
          number('waiting', cases.waiting, waiting, listed('/console')),
        ],
      },
      {
        title: work.title,
        numbers: [
          number('call-backs', work.callBacks, callBacks, listed('/console/tasks', { kind: 'call-back' })),
          number('texts', work.textsFailing, textsFailing, listed(`${PATH}/texts`)),
          number('tasks', work.tasks, tasks, listed('/console/tasks')),
        ],
      },
    ],
    channels: channels.map((channel) => ({
      key: channel,
      text: reportWords.channels[channel as Channel],
      count: format(contacts[channel]),
      href: listed(`${PATH}/contacts`, { channel }),
    })),
    allContacts: format(allContacts),
  };
}

const format = (count: number): string => count.toLocaleString('en-GB');
