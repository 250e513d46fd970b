import { answerTemplates } from './answer-texts.ts';
import { templateFor } from './asking.ts';
import { formatDayMonth } from './calendar.ts';
import type { Service, Stage } from './catalogue.ts';
import { evidenceTemplates } from './evidence-texts.ts';
import { followerTemplates } from './follower.ts';
import { countParts } from './gsm.ts';
import { HELPING_PATH, helperTemplates } from './helper-texts.ts';
import { keptLanguage, type OtherLanguage, phraseIn } from './language.ts';
import { templateGrade } from './reading-grade.ts';
import { renderText, type TextValues } from './text-template.ts';
import { codeTemplates, commonTemplates, linkIn, phoneIn } from './texts-due.ts';

/** What of a deployment goes into its texts. */
export type Deployment = {
  council: { shortName: string; phone: string };
  /** `https://my.northwick.gov.uk` */
  baseUrl: string;
};

/** One text, as a resident would get it. */
export type TextPreview = ReturnType<typeof countParts> & { template: string; body: string; grade: number };
/** One text of a service: that of a stage. */
export type StageTextPreview = TextPreview & { stage: Stage; fastTrack: boolean };
/** One text of no service: `id` says which. */
export type CommonTextPreview = TextPreview & { id: keyof typeof common };

/** As many letters as MAX_INSTRUCTION of `case.ts`, in words. */
export const LONG_INSTRUCTION = 'your last 2 payslips and a letter from your school';

const common = { ...commonTemplates, ...helperTemplates, ...evidenceTemplates, ...followerTemplates, ...answerTemplates };

/** Values as long as they may be expected to get: the longest date, an instruction as long as its form lets it be. */
export function longestValues(service: Pick<Service, 'shortName' | 'language'>, { council, baseUrl }: Deployment): TextValues {
  const { language } = service;
  return {
    council: council.shortName,
    phone: phoneIn(language, council.phone),
    service: service.shortName,
    reference: 'K7M-Q2XW',
    date: formatDayMonth('2026-09-30', language),
    instruction: phraseIn(language, LONG_INSTRUCTION),
    link: linkIn(language, `${baseUrl}/case/K7MQ2XW`),
    rateLink: linkIn(language, `${baseUrl}/r/K7MQ2XWabcdef`),
    payLink: linkIn(language, `${baseUrl}/pay/K7MQ2XWabcdefgh`),
    price: '£5,000',
  };
}

/**
 * Every text of a service, in the order of its stages: the usual one, then the fast track's where it has its own. That of an
 * end has its request for a rating, where the service asks: those who are not asked get the same without it.
 */
export function previewTexts(service: Service, deployment: Deployment): StageTextPreview[] {
  const values = longestValues(service, deployment);
  return service.stages.flatMap((stage) => {
    // With the request to rate where an end asks: the longer of the two that a resident may get.
    const usual = templateFor(service, stage, { fastTrack: false, asked: true });
    const fast = templateFor(service, stage, { fastTrack: true, asked: true });
    const templates = [
      ...(usual === undefined ? [] : [{ template: usual, fastTrack: false }]),
      ...(fast === undefined || fast === usual ? [] : [{ template: fast, fastTrack: true }]),
    ];
    return templates.map(({ template, fastTrack }) => {
      return { stage, fastTrack, ...preview(template, values, [service.name, service.shortName]) };
    });
  });
}

/** The texts that belong to no service: after a contact, a look-up's code, answers to texts that come in. */
export function previewCommonTexts({ council, baseUrl }: Deployment, language?: OtherLanguage): CommonTextPreview[] {
  const about = { shortName: '', ...keptLanguage(language) };
  const values = { ...longestValues(about, { council, baseUrl }), rateLink: `${baseUrl}/r/c-K7MQ2XWabcdef` };
  const named = { ...values, link: linkIn(language, `${baseUrl}${HELPING_PATH}`) };
  return (Object.keys(common) as (keyof typeof common)[]).map((id) => ({ id, ...preview(commonIn(id, language), named, []) }));
}

/** The code stands between two phrases. */
function commonIn(id: keyof typeof common, language: OtherLanguage | undefined): string {
  return id === 'code' ? codeTemplates.map((each) => phraseIn(language, each)).join('123456') : phraseIn(language, common[id]);
}

function preview(template: string, values: TextValues, names: readonly string[]): TextPreview {
  const body = renderText(template, values);
  return { template, body, ...countParts(body), grade: templateGrade(names, template) };
}
