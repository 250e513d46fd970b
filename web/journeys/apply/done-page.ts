import { type Service, stageEnteredBy } from '../../../shared/domain/catalogue.ts';
import { HELPING_PATH } from '../../../shared/domain/helper-texts.ts';
import { formatReference, type Reference } from '../../../shared/domain/reference.ts';
import { serviceTitle } from '../../components/service-title.ts';
import { applyWords as words } from '../../content/apply.ts';
import { formatDate } from '../../content/dates.ts';
import { fill } from '../../content/fill.ts';
import { onBehalfWords } from '../../content/on-behalf.ts';
import { ofService } from '../../language.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './done.njk';

export type DoneView = {
  service: Service;
  reference: Reference;
  targetDate: string;
  /** For a case without a mobile: what opens it, while it may be shown. */
  word?: { shown: string } | 'no-longer' | undefined;
  /** It was sent before, and its answers were changed since. */
  changed?: boolean | undefined;
  /** Somebody asked for them, and we text them or nobody; `looks`: whoever asked may see it with their own number. */
  theirs?: 'looks' | 'does-not-look' | undefined;
  /** Where what was offered with it can be sent now. */
  sendHref?: string | undefined;
  /** An adviser filled it in for someone. */
  assisted?: boolean | undefined;
};

/** The confirmation: a reference to read out, how the resident will be told, what happens next. */
export const donePage = ofService((council: CouncilView, view: DoneView): string => {
  const { service, reference, targetDate, word, changed, assisted, theirs, sendHref } = view;
  return render(template, {
    ...serviceTitle(service, words.doneTitle),
    council,
    caption: service.name,
    words,
    reference: formatReference(reference),
    lookUpWord: word && word !== 'no-longer' ? word.shown : undefined,
    wordGone: word === 'no-longer' ? fill(words.wordGone, { phone: council.phone }) : undefined,
    changed,
    texts: fill(theirs ? onBehalfWords.done.text : words.text, { council: council.shortName }),
    textsTitle: theirs ? onBehalfWords.lines.textsThem : words.textTitle,
    wordSays: theirs ? onBehalfWords.done.word : words.word,
    helping: theirs === 'looks' ? { says: onBehalfWords.done.looks, text: onBehalfWords.done.link, href: HELPING_PATH } : undefined,
    says: stageEnteredBy(service, 'opened')?.says,
    aim: fill(words.aim, { date: formatDate(targetDate) }),
    shared: assisted ? undefined : words.shared[word && word !== 'no-longer' ? 'withWord' : 'plain'],
    // The code for it goes to somebody else, who is not here.
    find: theirs && !word ? undefined : `/find?reference=${formatReference(reference)}`,
    send: sendHref,
    console: assisted ? '/console' : undefined,
  });
});
