import { useMemo } from 'preact/hooks';
import type { ComparisonReply } from '../../../server/api/compare.js';
import { useAddressState } from '../../app/address.js';
import { useResource } from '../../app/api-client.js';
import { choiceCodec } from '../../app/codecs.js';
import { Notice } from '../../components/notice.js';
import { Select } from '../../components/select.js';
import { LineFigure } from '../../plots/line-figure.js';
import { endpointUnits, observedPredictedModel } from './observed-predicted.js';
import { type CurveKind, curveFiles, curveModels, loadRunCurves } from './run-curves.js';

/** Runs whose curves and endpoints are drawn; the first of a longer list. */
export const MOST_DRAWN = 10;

const curveKinds = Object.keys(curveFiles) as CurveKind[];
const SYNC_KEY = 'compare-months';

/** What the trials report against what each model gives. */
export function ObservedPredicted({ comparison }: { readonly comparison: ComparisonReply }) {
  const models = useMemo(
    () =>
      Object.keys(endpointUnits)
        .map((unit) => observedPredictedModel(comparison, unit as keyof typeof endpointUnits))
        .filter(({ series }) => series.length > 1),
    [comparison],
  );
  if (models.length === 0) return null;
  return (
    <section class="section">
      <h2>Observed against predicted</h2>
      <div class="plot-columns">
        {models.map((model) => (
          <LineFigure
            key={model.title}
            id={`figure-${model.x.unit === '%' ? 'observed-rates' : 'observed-medians'}`}
            model={model}
            height={360}
            caption="A dot is an endpoint of an arm. On the dashed line the model gives what the trials report."
          />
        ))}
      </div>
    </section>
  );
}

/** Curves of the runs, one plot per arm. */
export function ComparedCurves({ runs }: { readonly runs: readonly string[] }) {
  const kind = useAddressState<CurveKind>('curve', choiceCodec(curveKinds), 'os', 'step');
  const { value, error } = useResource(`${kind.value} ${runs.join('\n')}`, async (signal) => ({
    runs,
    kind: kind.value,
    curves: await loadRunCurves(runs, kind.value, signal),
  }));
  const models = useMemo(() => (value === null ? [] : curveModels(value.runs, value.curves, value.kind)), [value]);
  if (value !== null && models.length === 0 && kind.value === 'os') return null;
  return (
    <section class="section">
      <div class="section-bar">
        <h2>Curves</h2>
        <Select
          label="Show"
          value={kind}
          options={curveKinds.map((name) => ({ value: name, label: curveFiles[name].label.toLowerCase() }))}
        />
      </div>
      {error === null ? null : (
        <Notice kind="bad" title="The curves could not be read">
          <p>{error.message}</p>
        </Notice>
      )}
      <div class="plot-columns">
        {models.map((model) => (
          <LineFigure
            key={model.title}
            id={`figure-${model.title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`}
            model={model}
            height={260}
            syncKey={SYNC_KEY}
          />
        ))}
      </div>
    </section>
  );
}
