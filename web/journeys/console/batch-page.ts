import { formatInstant } from '../../../shared/domain/calendar.ts';
import { type Service, stageOf } from '../../../shared/domain/catalogue.ts';
import type { Actor } from '../../../shared/domain/commit.ts';
import type { Letter, LetterDrop } from '../../../shared/domain/letter.ts';
import { formatReference, type Reference } from '../../../shared/domain/reference.ts';
import type { Staff } from '../../../shared/domain/staff.ts';
import { caseFileWords } from '../../content/console-case.ts';
import { letterWords as words } from '../../content/console-letters.ts';
import { fill } from '../../content/fill.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './batch.njk';
import { consoleFrame } from './frame.ts';
import { countOf, howMany } from './letters-page.ts';

type OfBatch = { letter: Letter; service: Service; drop?: LetterDrop };
export type BatchView = {
  council: CouncilView;
  staff: Staff;
  id: string;
  batch: { at: string; by: Actor };
  letters: readonly OfBatch[];
  nonce: string;
  done?: string | undefined;
};

/** Letters that were printed together: to print, to mark as posted, and which of them must not be posted after all. */
export function batchPage({ council, staff, id, batch, letters, nonce, done }: BatchView): string {
  const left = letters.filter(({ letter }) => letter.state === 'printed');
  const posted = letters.filter(({ letter }) => letter.state === 'posted');
  const banner = (['post', 'put-back', 'print'] as const).find((each) => each === done);
  const form = (does: 'post' | 'put-back', button: string, style: string) => ({
    do: does,
    action: `/console/letters/${id}`,
    nonce,
    fields: [],
    button,
    style,
  });
  const progress =
    left.length > 0 || (posted.length > 0 && posted.length < letters.length)
      ? fill(words.of.progress, { posted: String(posted.length), all: String(letters.length) })
      : posted.length > 0
        ? words.of.all
        : words.of.nothingLeft;
  return render(template, {
    ...consoleFrame(staff, council),
    title: words.of.title,
    back: { text: words.back, href: '/console/letters' },
    words,
    banner: banner && words.of.done[banner],
    says: fill(words.of.says, {
      count: countOf(letters.length),
      when: formatInstant(batch.at),
      who: batch.by.name ?? caseFileWords.by.staff,
    }),
    progress,
    print: left.length > 0 ? `/console/letters/${id}/print` : undefined,
    takeOut: letters.flatMap(takenOut),
    rows: letters.map(({ letter, service }) => ({
      ...nameOf(letter),
      about: `${service.name}: ${stageOf(service, letter.stage).name}`,
      state: words.of.state[letter.state],
    })),
    forms: left.length > 0 ? [form('post', howMany(words.of.post, left.length), ''), form('put-back', words.of.putBack, 'secondary')] : [],
  });
}

/** Of what is on paper: what was dropped, or will be at the next press. */
function takenOut({ letter, drop }: OfBatch) {
  const because = letter.state === 'dropped' ? letter.because : letter.state === 'printed' ? drop : undefined;
  return because ? [{ ...nameOf(letter), because: words.of.because[because] }] : [];
}

const nameOf = ({ log, personal }: Letter) => ({
  href: `/console/cases/${log.id}`,
  reference: formatReference(log.id as Reference),
  name: personal.name,
});
