import { channelSchema, scoreSchema } from '../../../shared/domain/case.ts';
import type { Catalogue } from '../../../shared/domain/catalogue.ts';
import { type Levels, type RatingLevels, ratingLevels } from '../../../shared/domain/levels.ts';
import type { Measure } from '../../../shared/domain/measure.ts';
import type { QuarterReport } from '../../../shared/domain/quarter-report.ts';
import { fill } from '../../content/fill.ts';
import { reportWords as words } from '../../content/report.ts';
import { type Row, type Series, totalOf } from './series.ts';
import { serviceName } from './service-name.ts';

const order = scoreSchema.options.map((option) => option.value).toSorted((a, b) => b - a);

/**
 * Ratings at all five levels: of all, then by channel and by service. What has fewer than the measure's share is shown over is left out,
 * and with it the total: the share could be reckoned from them.
 */
export function levelSeries({ hiddenUnder }: Measure, report: QuarterReport, catalogue: Catalogue): Series[] {
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
  const enough = (levels: Levels) => order.reduce((sum, score) => sum + levels[score], 0) >= hiddenUnder;
  if (!enough(all)) return [];
  const table = (id: string, title: string, { rowHeading, found, nameOf }: Table): Series[] => {
    const shown = Object.entries(found).filter(([, levels]) => enough(levels));
    if (shown.length === 0) return [];
    const named = shown.map(([place, levels]): Row => ({ name: nameOf(place), values: order.map((score) => levels[score]) }));
    const isWhole = shown.length === Object.keys(found).length;
    return [
      {
        id,
        title,
        caption: isWhole ? title : fill(captions.someLeftOut, { caption: title, least: String(hiddenUnder) }),
        rowHeading,
        // Five lines or bars a row would tell less.
        chart: 'none',
        columns: order.map((score) => ({ name: words.scores[score], unit: 'count' })),
        charted: 0,
        rows: named,
        ...(isWhole ? { total: totalOf(words.total, named) } : {}),
      },
    ];
  };
  const channelName = (id: string) => {
    const channel = channelSchema.safeParse(id);
    return channel.success ? words.channels[channel.data] : id;
  };
  return [
    whole,
    ...table('satisfaction-levels-by-channel', captions.levelsByChannel, {
      rowHeading: words.channel,
      found: channels,
      nameOf: channelName,
    }),
    ...table('satisfaction-levels-by-service', captions.levelsByService, {
      rowHeading: words.service,
      found: services,
      nameOf: (id) => serviceName(catalogue, id),
    }),
  ];
}

type Table = { rowHeading: string; found: Record<string, Levels>; nameOf: (id: string) => string };
