import type { Service } from '../../shared/domain/catalogue.ts';
import { conditionWords } from './condition-words.ts';
import { drawQuestions } from './draw-questions.ts';
import { drawStages, widthOfStages } from './draw-stages.ts';
import { escaped, writing } from './svg.ts';

const STYLE = `body{font-family:Arial,Helvetica,sans-serif;color:#0b0c0c;margin:24px;max-width:1040px}
svg{max-width:100%;height:auto}svg text{font-family:Arial,Helvetica,sans-serif;fill:#0b0c0c}
.way{fill:none;stroke:#505a5f;stroke-width:1.5}.condition text{fill:#1d70b8}
rect{stroke-width:2;fill:#fff;stroke:#0b0c0c}.edge{fill:#f3f2f1}.some{stroke:#1d70b8;stroke-dasharray:6 3}
.not-eligible{stroke:#d4351c}.safeguarding{stroke:#f47738}
.council{stroke:#1d70b8}.resident{stroke:#f47738}.nobody{fill:#f3f2f1}
table{border-collapse:collapse;margin-bottom:24px}caption{text-align:left;font-weight:bold;padding-bottom:4px}td,th{text-align:left;padding:4px 12px 4px 0;border-bottom:1px solid #b1b4b6;vertical-align:top}`;

const HEAD = `<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">
<path d="M0,0 8,4 0,8z" fill="#505a5f"/></marker></defs>`;

/** The way through a service as a page with a picture: its questions with their conditions and endings, then its stages. The same in words below it. */
export function flowPage(service: Service): string {
  const questions = drawQuestions(service, 40);
  const stages = drawStages(service, questions.bottom + 60);
  const width = Math.max(service.endings.length > 0 ? 980 : 540, widthOfStages(service) + 20);
  const headings = [
    writing(20, 0, [{ lines: ['Questions'], size: 18, bold: true }]),
    writing(20, questions.bottom + 20, [{ lines: ['Stages'], size: 18, bold: true }]),
  ].join('');
  const title = escaped(`${service.name}: the way through it`);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head>
<body><main><h1>${title}</h1>
<svg role="img" aria-label="${title}. The tables below say the same." xmlns="http://www.w3.org/2000/svg" width="${width}" height="${stages.bottom}" viewBox="0 0 ${width} ${stages.bottom}">
${HEAD}${headings}
${questions.svg}
${stages.svg}
</svg>
<h2>In words</h2>
${tables(service)}
</main></body></html>
`;
}

function tables({ questions, endings, stages }: Service): string {
  const asked = questions.map(({ ask, type, when }, index) => [
    String(index + 1),
    ask,
    type,
    when ? conditionWords(when, questions) : 'everybody',
  ]);
  const ended = endings.map(({ title, kind, when }) => [title, kind, conditionWords(when, questions)]);
  const stood = stages.map(({ name, entered, actor, next }) => [
    name,
    entered,
    actor,
    next.map((id) => stages.find((each) => each.id === id)?.name ?? id).join('; ') || 'an end',
  ]);
  return [
    table('Questions', ['', 'Question', 'Type', 'Asked of'], asked),
    ...(ended.length > 0 ? [table('Endings', ['Ending', 'Kind', 'When'], ended)] : []),
    table('Stages', ['Stage', 'Entered by being', 'Who acts', 'Then'], stood),
  ].join('\n');
}

function table(caption: string, heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = heads.map((each) => (each ? `<th scope="col">${each}</th>` : '<td></td>')).join('');
  const body = rows.map((row) => `<tr>${row.map((each) => `<td>${escaped(each)}</td>`).join('')}</tr>`).join('\n');
  return `<table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}
