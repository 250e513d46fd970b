import type { CaseCommit } from './case.ts';
import { type Service, stageOf, textTemplate } from './catalogue.ts';

/**
 * Whether a case has gone on to a later stage that has a text of its own: then the text about the earlier one is not sent. A move
 * that residents are not told of leaves it as it is. Of a case that was erased nothing is sent any more.
 * @param sequence of the commit that caused the text
 */
export function isOutOfDate(service: Service, commits: readonly CaseCommit[], sequence: number): boolean {
  const [opened] = commits[0]?.events ?? [];
  const fastTrack = opened?.type === 'opened' && opened.fastTrack;
  return commits.some(
    (commit) =>
      commit.sequence > sequence &&
      commit.events.some((event) =>
        'stage' in event ? textTemplate(service, stageOf(service, event.stage), fastTrack) !== undefined : event.type === 'erased',
      ),
  );
}
