import type { Baseline } from '../../shared/domain/baseline.ts';
import type { Catalogue } from '../../shared/domain/catalogue.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import type { Measures } from '../../shared/domain/measure.ts';
import type { Comments } from '../../shared/use-cases/choose-comments.ts';
import type { EnterFigure } from '../../shared/use-cases/enter-figure.ts';
import type { FreezeQuarter } from '../../shared/use-cases/freeze-quarter.ts';
import type { ReadFacts } from '../../shared/use-cases/read-facts.ts';
import type { ReadReport } from '../../shared/use-cases/read-report.ts';
import type { CouncilView } from '../../web/render.ts';

export type ReportDeps = {
  council: CouncilView;
  catalogue: Catalogue;
  measures: Measures;
  baseline: Baseline;
  readReport: ReadReport;
  freezeQuarter: FreezeQuarter;
  enterFigure: EnterFigure;
  comments: Comments;
  readFacts: ReadFacts;
  keyring: Keyring;
  now: () => number;
};
