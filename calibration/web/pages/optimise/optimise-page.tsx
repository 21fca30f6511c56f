import { useMemo } from 'preact/hooks';
import { planConfig, toPrettyJson } from '../../../browser.js';
import type { OptimiseReply } from '../../../server/api/optimise.js';
import type { PatientModelReply } from '../../../server/api/patient.js';
import { useAddressState } from '../../app/address.js';
import { apiPath, getJson, useResource } from '../../app/api-client.js';
import { choiceCodec, textCodec } from '../../app/codecs.js';
import type { PageProps } from '../../app/page-entry.js';
import { Busy } from '../../components/busy.js';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { PageHead } from '../../components/page-head.js';
import { Select } from '../../components/select.js';
import { Toolbar } from '../../components/toolbar.js';
import { storeFile } from '../../plots/files.js';
import { LineFigure } from '../../plots/line-figure.js';
import { DoseCalendar } from '../patient/dose-calendar.js';
import { allCandidates, candidateName, type FrontScale, frontModel, quantityOf, REFERENCE } from './front-plot.js';
import { curveModel, type StoredCurve, storedDoses } from './schedule-curves.js';
import { QuantityTable, ScheduleTable } from './schedule-table.js';

const curveNames: readonly StoredCurve[] = ['os', 'pfs'];
/** Curves with one key show the same month at the pointer. */
const SYNC_KEY = 'optimise-months';

/** The front of a search for schedules: choose a point to see its calendar and curves. */
export function Page({ params }: PageProps) {
  const run = params.run ?? '';
  const { value: reply, error } = useResource(run, () => getJson<OptimiseReply>(apiPath`/api/optimise/${run}`));
  if (error !== null) {
    return (
      <div class="page">
        <PageHead title="Optimise" />
        <Notice kind="bad" title="The search could not be read">
          <p>{error.message}</p>
        </Notice>
      </div>
    );
  }
  return reply === null ? <Busy label="Search" /> : <Front key={run} run={run} reply={reply} />;
}

function Front({ run, reply }: { readonly run: string; readonly reply: OptimiseReply }) {
  const { result } = reply;
  const [first, second = first] = result.objectives.map(({ name }) => name);
  const best = result.front[0]?.label ?? REFERENCE;
  const chosen = useAddressState('schedule', textCodec, best, 'step');
  const x = useAddressState('x', textCodec, first ?? '', 'step');
  const y = useAddressState('y', textCodec, second ?? '', 'step');
  const scale = useAddressState<FrontScale>('scale', choiceCodec(['differences', 'values']), 'differences', 'step');
  const candidate = allCandidates(result).find(({ label }) => label === chosen.value) ?? result.reference;
  const model = useMemo(
    () => frontModel(reply, { x: x.value, y: y.value, scale: scale.value, chosen: candidate.label }),
    [reply, x.value, y.value, scale.value, candidate],
  );
  const choose = (label: string) => {
    chosen.value = label;
  };
  const quantities = result.quantities.map(({ name, label }) => ({ value: name, label }));
  return (
    <div class="page optimise">
      <PageHead
        title={run}
        above={`Search for schedules, from ${result.run}, arm ${result.arm}`}
        answer={answerOf(reply)}
        command={reply.command}
      />
      <h2 class="front-title">{result.objectives.length === 1 ? 'The best schedules' : 'The front'}</h2>
      <Toolbar label="Axes">
        <Select label="Across" value={x} options={quantities} />
        <Select label="Up" value={y} options={quantities} />
        <Select
          label="Show"
          value={scale}
          options={[
            { value: 'differences', label: 'differences from the reference' },
            { value: 'values', label: 'values' },
          ]}
        />
      </Toolbar>
      <div class="front">
        <LineFigure
          id="figure-front"
          model={model}
          height={420}
          onPick={({ points }) => {
            const name = points.map(({ series, index }) => series.names?.[index])[0];
            const picked = allCandidates(result).find((one) => candidateName(one) === name);
            if (picked !== undefined) choose(picked.label);
          }}
        />
        <ScheduleTable reply={reply} chosen={candidate.label} onChoose={choose} />
      </div>
      <Chosen run={run} reply={reply} label={candidate.label} />
    </div>
  );
}

/** The chosen schedule: what is given, curves, values. */
function Chosen({
  run,
  reply,
  label,
}: {
  readonly run: string;
  readonly reply: OptimiseReply;
  readonly label: string;
}) {
  const { result } = reply;
  const candidate = allCandidates(result).find((one) => one.label === label)!;
  const name = candidateName(candidate);
  const named = new Set([...result.objectives, ...result.limits].map((own) => own.name));
  const decisive = result.quantities.filter((quantity) => named.has(quantity.name));
  const others = result.quantities.filter((quantity) => !named.has(quantity.name));
  const labels = [...new Set([REFERENCE, label])];
  const drugs = useMemo(
    () =>
      Object.fromEntries(
        result.drugs.map((drug) => [drug.name, { label: drug.label, doseUnit: drug.dose_unit }] as const),
      ),
    [result],
  );
  const store = async () => {
    const query = new URLSearchParams([
      ['run', run],
      ['schedule', label],
    ]);
    const { model } = await getJson<PatientModelReply>(`/api/patient/model?${query}`);
    const file = label === REFERENCE ? REFERENCE : `schedule-${label.replace(/[^\w]+/g, '-')}`;
    storeFile(`${file}.json`, toPrettyJson(planConfig(model, model.plan, file)), 'application/json');
  };
  return (
    <section class="section" aria-label={name}>
      <div class="section-head">
        <h2>{name}</h2>
        <div class="actions">
          <Button
            kind="primary"
            icon="patient"
            label="Simulate this calendar"
            href={`/patient?${new URLSearchParams({ run, schedules: labels.map((one) => one.replace(/[\\,]/g, '\\$&')).join() })}`}
          />
          <Button icon="download" label="As configuration" onClick={() => void store()} />
        </div>
      </div>
      <ul class="schedule-words">
        {candidate.schedule.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {labels.map((one) => {
        const doses = storedDoses(reply, one);
        return (
          <div key={one} class="arm-row">
            <div class="arm-head">
              <span class="check">{candidateName(allCandidates(result).find((other) => other.label === one)!)}</span>
            </div>
            {doses.length === 0 ? (
              <p class="soft">The study stored no calendar of this schedule; simulate it to see one.</p>
            ) : (
              <DoseCalendar
                label={one}
                doses={doses}
                drugs={drugs}
                horizonDays={result.horizon_days}
                visits={[]}
                progressionDay={null}
              />
            )}
          </div>
        );
      })}
      <div class="curves">
        {curveNames.map((curve) => {
          const model = curveModel(reply, curve, label);
          return model.series.length === 0 ? null : (
            <LineFigure key={curve} id={`figure-${curve}`} model={model} height={280} syncKey={SYNC_KEY} />
          );
        })}
      </div>
      <QuantityTable result={result} candidate={candidate} quantities={decisive} label="Objectives and limits" />
      <p class="plot-note">
        ± standard error on {result.patients.confirmation} patients; differences are patient by patient. In the search:{' '}
        the difference on the {result.patients.search} patients of the search, where a good schedule is good by chance
        too.
      </p>
      <details class="all-quantities">
        <summary>All {result.quantities.length} quantities</summary>
        <QuantityTable result={result} candidate={candidate} quantities={others} label="Quantity" />
      </details>
    </section>
  );
}

/** What the search found, in one sentence. */
function answerOf({ result, compared }: OptimiseReply): string {
  const [objective] = result.objectives;
  const front = new Set(result.front.map(({ label }) => label));
  const own = compared.filter(({ label }) => front.has(label));
  const better = own.filter(({ outcome }) => outcome === 'better');
  const tradeOff = own.filter(({ outcome }) => outcome === 'trade-off');
  const lead = result.front.find(({ label }) => label === (better[0] ?? tradeOff[0])?.label);
  if (objective === undefined || lead === undefined) {
    return `No schedule of ${result.evaluations} is better than the reference beyond the error.`;
  }
  const { label, unit, decimals } = quantityOf(result, objective.name);
  const { difference = null } = lead.confirmed[objective.name] ?? {};
  const change =
    difference === null
      ? ''
      : `: ${label} ${difference > 0 ? '+' : ''}${difference.toFixed(decimals)} ${unit} with ${candidateName(lead).toLowerCase()}`;
  return better.length > 0
    ? `${better.length} of ${result.front.length} schedules of the front ${better.length === 1 ? 'is' : 'are'} better than the reference in an objective and worse in none${change}.`
    : `${tradeOff.length} of ${result.front.length} schedules of the front ${tradeOff.length === 1 ? 'trades' : 'trade'} one objective for another${change}.`;
}
