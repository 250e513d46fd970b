import type { Service } from '../../shared/domain/catalogue.ts';
import { languageNames, otherLanguages } from '../../shared/domain/language.ts';
import { hardestPage } from '../../shared/domain/reading-check.ts';
import { languageFigures, mostParts } from '../../shared/domain/text-check.ts';
import { type Deployment, previewTexts } from '../../shared/domain/text-preview.ts';
import { missingPhrases } from '../../shared/domain/translate-service.ts';

const HEADS = ['Service', 'Questions', 'Stages', 'Texts', 'Parts', 'Target days', 'Page grade', 'Text grade', 'Languages'];

/**
 * A line for each service: its questions, stages and texts; the parts of texts that the dearest way through it takes, of those it may
 * take; the working days of its target; how hard its hardest page and text are to read, as school grades; its languages besides English,
 * each with the parts of its dearest way.
 */
export function catalogueTable(services: readonly Service[], deployment: Deployment): string {
  const rows = services.map((service) => {
    const texts = previewTexts(service, deployment);
    return [
      service.id,
      String(service.questions.length),
      String(service.stages.length),
      String(texts.length),
      `${mostParts(service, deployment)} of ${service.partsBudget}`,
      String(service.targetWorkingDays),
      grade(hardestPage(service).grade),
      grade(Math.max(...texts.map((text) => text.grade))),
      languagesOf(service, deployment),
    ];
  });
  const widths = HEADS.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)));
  return [HEADS, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const grade = (value: number): string => Math.max(0, value).toFixed(1);

function languagesOf(service: Service, deployment: Deployment): string {
  const said = otherLanguages.flatMap((language) => {
    const figures = languageFigures(service, language, deployment);
    if (!figures) return [];
    const missing = figures.missing > 0 ? `, ${figures.missing} phrases missing` : '';
    return [`${languageNames[language]} (${figures.parts} parts${missing})`];
  });
  return said.join(', ');
}

/** Phrases that a service says in English to those who read it in another language it is offered in, a line each. */
export function missingLines(services: readonly Service[]): string[] {
  return services.flatMap((service) =>
    otherLanguages
      .filter((language) => service.languages?.[language])
      .flatMap((language) => missingPhrases(service, language).map((phrase) => `${service.id}, ${languageNames[language]}: ${phrase}`)),
  );
}
