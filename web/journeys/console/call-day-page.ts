import { formatDate, formatInstant, formatTime, type LocalDate } from '../../../shared/domain/calendar.ts';
import { type CallDay, listHalfHours } from '../../../shared/domain/call-days.ts';
import { type CallsCommit, foldCalls, sumCounts } from '../../../shared/domain/calls.ts';
import { hasRole, type Staff } from '../../../shared/domain/staff.ts';
import { callWords as words } from '../../content/console-calls.ts';
import { fill } from '../../content/fill.ts';
import { type CouncilView, render } from '../../render.ts';
import { spaced } from '../report/service-name.ts';
import { template } from './call-day.njk';
import { countCells, countHeads, dayHref, monthHref, monthName, number } from './calls-page.ts';
import { consoleFrame } from './frame.ts';

type View = { council: CouncilView; staff: Staff; day: LocalDate };

/** One day, queue by queue. */
export function callDayPage({ council, staff, day, queues }: View & { queues: readonly CallDay[] }): string {
  return render(template, {
    ...consoleFrame(staff, council, 'imports'),
    title: fill(words.day.title, { day: formatDate(day) }),
    wide: true,
    back: { text: fill(words.day.back, { month: monthName(day) }), href: monthHref(day) },
    words,
    caption: words.day.caption,
    heads: [words.day.queue, ...countHeads, words.day.halfHours],
    rows: queues.map(({ queue, halfHours, ...counts }) => ({
      name: spaced(queue),
      href: `${dayHref(day)}/${queue}`,
      cells: [...countCells(counts), { label: words.day.halfHours, text: number(halfHours) }],
    })),
    total: [...countCells(sumCounts(queues)), { label: '', text: '' }],
  });
}

/** One queue's day, half hour by half hour, with the files that told of it. */
export function callQueuePage({ council, staff, day, queue, commits }: View & { queue: string; commits: readonly CallsCommit[] }): string {
  const state = foldCalls(commits);
  const halfHours = state ? listHalfHours(state) : [];
  return render(template, {
    ...consoleFrame(staff, council, 'imports'),
    title: fill(words.queue.title, { queue: spaced(queue), day: formatDate(day) }),
    wide: true,
    back: { text: fill(words.queue.back, { day: formatDate(day) }), href: dayHref(day) },
    words,
    caption: words.queue.caption,
    heads: [words.queue.begins, ...countHeads],
    rows: halfHours.map(({ begins, counts }) => ({
      name: formatTime(begins),
      cells: counts ? countCells(counts) : undefined,
      unknown: words.queue.unknown,
    })),
    total: countCells(sumCounts(state?.halfHours.values() ?? [])),
    files: commits.flatMap(({ events }) =>
      events.map(({ given, file, halfHours: told }) => ({
        given: formatInstant(given),
        told: number(told.length),
        // Files of calls are for managers.
        href: hasRole(staff, 'manager') ? `/console/imports/${file}` : undefined,
      })),
    ),
  });
}
