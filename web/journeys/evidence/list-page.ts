import type { LocalDate } from '../../../shared/domain/calendar.ts';
import type { Case } from '../../../shared/domain/case.ts';
import { isAllIn, isPast, wasAsked } from '../../../shared/domain/evidence.ts';
import type { CaseFileItem } from '../../../shared/domain/file.ts';
import { formatReference } from '../../../shared/domain/reference.ts';
import { evidenceRows } from '../../components/evidence-list.ts';
import { residentSession } from '../../components/session.ts';
import { caseWords } from '../../content/case.ts';
import { formatDate } from '../../content/dates.ts';
import { evidenceWords as words } from '../../content/evidence.ts';
import { fill } from '../../content/fill.ts';
import { type CouncilView, render } from '../../render.ts';
import { beingChecked } from './being-checked.ts';
import { template } from './list.njk';

/** What was just done, as the address says. */
export type EvidenceDone = keyof typeof words.done;
export const evidenceDone = (said: string | undefined): EvidenceDone | undefined =>
  (['cannot', 'bring', 'settled'] as const).find((each) => each === said);

type ListPage = { state: Case; files: readonly CaseFileItem[]; today: LocalDate; done?: EvidenceDone | undefined };

/** Everything that was asked of a resident, each with how it stands and the way to its page. */
export function evidenceListPage(council: CouncilView, { state, files, today, done }: ListPage): string {
  const path = `/case/${formatReference(state.reference)}`;
  const { evidence } = state;
  const open = evidence?.open ?? false;
  return render(template, {
    title: words.title,
    council,
    session: residentSession(path),
    back: { text: words.backToCase, href: path },
    words,
    caption: `${caseWords.reference} ${formatReference(state.reference)}`,
    banner: done && { text: words.done[done], success: done !== 'settled' },
    says: saysOf(evidence, today),
    rows: evidence
      ? evidenceRows(evidence, {
          ...(open ? { hrefOf: (id) => `${path}/evidence/${id}` } : {}),
          checking: evidence.items.filter((item) => beingChecked(item, files)).map(({ id }) => id),
        })
      : [],
    how: evidence && open && !isAllIn(evidence) ? words.how : [],
  });
}

function saysOf(evidence: Case['evidence'], today: LocalDate): string {
  if (!evidence?.open) return words.closed;
  if (!wasAsked(evidence)) return words.offered;
  if (isAllIn(evidence)) return words.allIn;
  return fill(isPast(evidence, today) ? words.late : words.by, { date: formatDate(evidence.by) });
}
