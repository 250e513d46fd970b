import type { Case } from '../../../shared/domain/case.ts';
import { type EvidenceFile, type EvidenceItem, isOutstanding, maySend } from '../../../shared/domain/evidence.ts';
import { type CaseFileItem, MAX_FILE_BYTES } from '../../../shared/domain/file.ts';
import { formatReference } from '../../../shared/domain/reference.ts';
import { nameOfItem } from '../../components/evidence-list.ts';
import { residentSession } from '../../components/session.ts';
import { formatDate, formatInstant } from '../../content/dates.ts';
import { evidenceWords as words } from '../../content/evidence.ts';
import { fill } from '../../content/fill.ts';
import { type CouncilView, type ErrorView, render } from '../../render.ts';
import { beingChecked } from './being-checked.ts';
import { template } from './item.njk';

/** What a browser is told that it may choose. No `capture`: a photo from the album, or a PDF from a bank, will do. */
const ACCEPT = 'image/jpeg,image/png,image/heic,image/heif,application/pdf,.heic,.heif,.pdf';
/** The most characters of a reason why something cannot be got. */
export const MAX_WHY = 500;

type Upload = { url: string; fields: Record<string, string>; scripted: Record<string, string> };
type ItemPage = {
  state: Case;
  item: EvidenceItem;
  files: readonly CaseFileItem[];
  /** The form that sends a file; absent when no more are taken. */
  upload?: Upload | undefined;
  /** The file that was just sent, as the address says. */
  sent?: string | undefined;
  /** Back to the confirmation, for a browser that has just sent the case and may see no more of it. */
  doneHref?: string | undefined;
  /** A form that came back: why, and what was typed. */
  why?: { typed: string; error: string } | undefined;
};

/** `2.1 MB`, `340 KB` */
export function formatBytes(bytes: number): string {
  const megabytes = bytes / (1024 * 1024);
  return megabytes >= 1 ? `${Number(megabytes.toFixed(1))} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;
}
const MOST = formatBytes(MAX_FILE_BYTES);

/** One thing that was asked for: how it stands, the form that sends a file of it, and what to do without one. */
export function evidenceItemPage(council: CouncilView, { state, item, files, upload, sent, why, doneHref }: ItemPage): string {
  const list = `/case/${formatReference(state.reference)}/evidence`;
  const page = `${list}/${item.id}`;
  const away = item.turnedAway ? fill(words.turnedAway[item.turnedAway.because], { most: MOST }) : undefined;
  const awayNow = item.turnedAway?.file === sent ? away : undefined;
  const outstanding = isOutstanding(item);
  const up = doneHref ? { text: words.backToDone, href: doneHref } : { text: words.backToList, href: list };
  return render(template, {
    title: nameOfItem(item),
    council,
    ...(doneHref ? {} : { session: residentSession(list) }),
    back: up,
    errors: errorsOf(awayNow, why?.error),
    words,
    up,
    caption: item.offered ? undefined : words.title,
    says: saysOf(item, state),
    reason: item.state === 'rejected' && item.reason ? fill(words.why, { reason: item.reason }) : undefined,
    promised: outstanding && item.promised ? words.promised : undefined,
    sent: item.files.map(lineOf),
    checking: beingChecked(item, files, sent),
    look: sent ? `${page}?sent=${encodeURIComponent(sent)}` : page,
    away: awayNow ? undefined : away,
    upload: upload && maySend(state, item) ? uploadView(upload, awayNow) : undefined,
    tooMany: maySend(state, item) && !upload ? fill(words.upload.tooMany, { phone: council.phone }) : undefined,
    action: page,
    cannot: outstanding ? cannotView(why) : undefined,
    bring: outstanding && !item.promised,
    offerOpen: why !== undefined,
  });
}

function errorsOf(away: string | undefined, why: string | undefined): ErrorView[] {
  return [...(away ? [{ text: away, href: '#file' }] : []), ...(why ? [{ text: why, href: '#reason' }] : [])];
}

function saysOf(item: EvidenceItem, { evidence }: Case): string {
  return fill(words.says[item.state], { date: evidence ? formatDate(evidence.by) : '' });
}

function lineOf({ media, bytes, at }: EvidenceFile): string {
  const kind = words.files.media[media as keyof typeof words.files.media] ?? words.files.other;
  return fill(words.files.line, { kind, size: formatBytes(bytes), when: formatInstant(at) });
}

function uploadView({ url, fields, scripted }: Upload, error: string | undefined) {
  return {
    url,
    fields: Object.entries(fields),
    scripted: JSON.stringify(scripted),
    maxBytes: MAX_FILE_BYTES,
    messages: {
      notChosen: words.upload.none,
      empty: words.turnedAway.empty,
      tooLarge: fill(words.turnedAway['too-large'], { most: MOST }),
      sending: words.upload.sending,
      sent: words.upload.sent,
      failed: words.upload.failed,
      refused: words.upload.refused,
    },
    field: {
      id: 'file',
      name: 'file',
      label: { text: words.upload.label, classes: 'govuk-label--s' },
      hint: { text: fill(words.upload.hint, { most: MOST }) },
      attributes: { accept: ACCEPT, required: 'required' },
      ...(error ? { errorMessage: { text: error } } : {}),
    },
  };
}

function cannotView(why: ItemPage['why']) {
  return {
    id: 'reason',
    name: 'reason',
    label: { text: words.cannot.label, classes: 'govuk-label--s' },
    hint: { text: words.cannot.hint },
    maxlength: MAX_WHY,
    threshold: 75,
    rows: 3,
    value: why?.typed ?? '',
    ...(why ? { errorMessage: { text: why.error } } : {}),
  };
}
