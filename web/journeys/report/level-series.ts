import { channelSchema, scoreSchema } from '../../../shared/domain/case.ts';
import type { Catalogue } from '../../../shared/domain/catalogue.ts';
import { type Levels, type RatingLevels, ratingLevels } from '../../../shared/domain/levels.ts';
import type { QuarterReport } from '../../../shared/domain/quarter-report.ts';
import { reportWords as words } from '../../content/report.ts';
import { type Row, type Series, totalOf } from './series.ts';
import { serviceName } from './service-name.ts';

const order = scoreSchema.options.map((option) => option.value).toSorted((a, b) => b - a);

/** Ratings at all five levels: of all, then by channel and by service where there is more than the one. */
export function levelSeries(report: QuarterReport, catalogue: Catalogue): Series[] {
  const { all, channels, services }: RatingLevels = report.reported ? report.reported.levels : ratingLevels(report.counted.services);
  const rows = order.map((score) => ({ name: words.scores[score], values: [all[score]] }));
  const { captions } = words;
  const whole: Series = {
    id: 'satisfaction-levels',
    title: captions.levels,
    caption: captions.levels,
    rowHeading: words.level,
    chart: 'bars',
    columns: [{ name: words.answers, unit: 'count' }],
    charted: 1,
    rows,
    total: totalOf(words.total, rows),
  };
  const named = <T extends string>(found: Record<string, Levels>, nameOf: (id: string) => T): Row[] =>
    Object.entries(found).map(([id, levels]) => ({ name: nameOf(id), values: order.map((score) => levels[score]) }));
  const channelName = (id: string) => {
    const channel = channelSchema.safeParse(id);
    return channel.success ? words.channels[channel.data] : id;
  };
  return [
    whole,
    ...table('satisfaction-levels-by-channel', captions.levelsByChannel, { rowHeading: words.channel, rows: named(channels, channelName) }),
    ...table('satisfaction-levels-by-service', captions.levelsByService, {
      rowHeading: words.service,
      rows: named(services, (id) => serviceName(catalogue, id)),
    }),
  ];
}

/** A table alone: five lines or bars a row would tell less. */
function table(id: string, title: string, { rowHeading, rows }: { rowHeading: string; rows: Row[] }): Series[] {
  if (rows.length === 0) return [];
  const columns = order.map((score) => ({ name: words.scores[score], unit: 'count' as const }));
  return [{ id, title, caption: title, rowHeading, chart: 'none', columns, charted: 0, rows, total: totalOf(words.total, rows) }];
}
