import { Hono } from 'hono';
import { InputError } from '../../../src/index.js';
import { readStoredStudy } from '../../store/study-folder.js';
import { biomarkersResultSchema } from '../../studies/biomarkers/result.js';
import { storedKinds } from '../../studies/registry.js';
import { rocResultSchema } from '../../studies/roc/result.js';
import type { AnalysedTable, BiomarkersReply, StoredCurve } from '../api/biomarkers.js';
import type { ServerContext } from '../context.js';
import { NotFoundError } from '../replies.js';

const CURVES = 'figures/roc.csv';

/** Markers of response of a study, and the ROC curves of one of its tables. */
export function biomarkersRoutes({ runs }: ServerContext): Hono {
  const stored = async (run: string) => {
    const study = await readStoredStudy(await runs.resolve(run), null);
    return { study, ...(await analysed(study)) };
  };
  return new Hono()
    .get('/:run', async (c) => {
      const run = c.req.param('run');
      const { study, ...rest } = await stored(run);
      const { name, command } = study.manifest;
      return c.json({ run, name, command, ...rest } satisfies BiomarkersReply);
    })
    .get('/:run/curves', async (c) => {
      const { study, tables } = await stored(c.req.param('run'));
      const place = Number(c.req.query('table') ?? '0');
      const table = tables[place];
      if (table === undefined) throw new NotFoundError(`table: must be one of ${tables.length}; got another number`);
      return c.json(curvesOf(await study.table(CURVES), table));
    });
}

type Study = Awaited<ReturnType<typeof readStoredStudy>>;

/** The tables of a study of either kind. */
async function analysed({ manifest, json }: Study): Promise<Pick<BiomarkersReply, 'kind' | 'outcome' | 'tables'>> {
  const { kind, files } = manifest;
  if (kind === 'roc') {
    const result = await json(storedKinds.roc.result!.file, rocResultSchema);
    if (result !== undefined) {
      const { n_pos: positives, n_neg: negatives, prevalence, markers, label, positive } = result;
      const table = { arm: '', day: null, label: result.table, warning: null, file: null };
      return {
        kind,
        outcome: `${label} is ${positive.join(' or ')}`,
        tables: [{ ...table, positives, negatives, prevalence, markers }],
      };
    }
  }
  if (kind === 'biomarkers') {
    const result = await json(storedKinds.biomarkers.result!.file, biomarkersResultSchema);
    if (result !== undefined) {
      const labels = new Map((result.treatments ?? []).map(({ arm, label }) => [arm, label]));
      const tables = Object.entries(result.arms).flatMap(([arm, { days }]) =>
        Object.values(days).flatMap((day): AnalysedTable[] => {
          if (day.kind === 'skipped') return [];
          const file = `tables/${arm}_day${day.marker_day}.csv`;
          return [
            {
              arm,
              day: day.marker_day,
              label: `${labels.get(arm) ?? arm}, day ${day.marker_day}`,
              warning: day.warning,
              positives: day.n_pos,
              negatives: day.n_neg,
              prevalence: day.prevalence,
              markers: day.markers,
              file: files.some(({ path }) => path === file) ? file : null,
            },
          ];
        }),
      );
      return { kind, outcome: result.outcome, tables };
    }
  }
  throw new InputError(
    `run: must be a finished analysis of biomarkers; got a study of kind ${kind} that is ${manifest.status}`,
  );
}

/** Curves of single markers, and of classifiers out of fold. */
function curvesOf(cells: readonly (readonly string[])[], { arm, day, markers }: AnalysedTable): readonly StoredCurve[] {
  const [header = [], ...rows] = cells;
  const at = (row: readonly string[], name: string) => row[header.indexOf(name)] ?? '';
  const curves = new Map<string, StoredCurve & { readonly points: [number | null, number, number][] }>();
  for (const row of rows) {
    if (day !== null && (at(row, 'arm') !== arm || Number(at(row, 'day')) !== day)) continue;
    const [kind, score] = [at(row, 'kind'), at(row, 'score')];
    if (kind !== 'marker' && kind !== 'out of fold') continue;
    if (at(row, 'scale') !== 'raw') continue;
    // A classifier of one marker has its curve
    if (kind === 'out of fold' && Object.hasOwn(markers, score)) continue;
    const curve = curves.get(`${kind} ${score}`) ?? { score, kind, auc: Number(at(row, 'auc')), points: [] };
    curves.set(`${kind} ${score}`, curve);
    const threshold = at(row, 'threshold');
    curve.points.push([threshold === '' ? null : Number(threshold), Number(at(row, 'fpr')), Number(at(row, 'tpr'))]);
  }
  return [...curves.values()];
}
