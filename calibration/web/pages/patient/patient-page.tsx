import { effect } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { ModelDrug } from '../../../../src/index.js';
import { isOwnPlan, pairsOfPatient, shellQuoted, simulateWords } from '../../../browser.js';
import type { PatientModelReply, PatientValuesReply, SolverReply, SolverRequest } from '../../../server/api/patient.js';
import { getJson, postJson, useResource } from '../../app/api-client.js';
import { runs } from '../../app/runs-state.js';
import { Busy } from '../../components/busy.js';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { PageHead } from '../../components/page-head.js';
import { storeFile } from '../../plots/files.js';
import { OutcomeTable, outcomeSentence } from './outcome-table.js';
import { ParameterPanel } from './parameter-panel.js';
import { type PatientEngine, type PatientResult, startPatientEngine } from './patient-engine.js';
import { PatientFigures } from './patient-figures.js';
import { CONFIG_FILE, patientFiles } from './patient-files.js';
import { type PatientAddress, type PatientView, patientView, usePatientAddress } from './patient-state.js';
import { TreatmentPanel } from './treatment-panel.js';

/** Studies that have a model of one patient. */
const kinds = ['run', 'refit', 'optimise'];

/** One virtual patient, simulated in the page. */
export function Page() {
  const address = usePatientAddress();
  const run = address.run.value;
  const schedules = address.schedules.value;
  const query = new URLSearchParams([
    ...(run === '' ? [] : [['run', run]]),
    ...schedules.map((label) => ['schedule', label]),
  ]).toString();
  const { value: reply, error } = useResource(query, () => getJson<PatientModelReply>(`/api/patient/model?${query}`));
  const view = useMemo(() => (reply === null ? null : patientView(reply, address)), [reply]);
  if (error !== null) {
    return (
      <div class="page patient">
        <PageHead title="One patient" actions={<SourceChoice address={address} />} />
        <Notice kind="bad" title="The model could not be read">
          <p>{error.message}</p>
        </Notice>
      </div>
    );
  }
  return view === null ? <Busy label="Model" /> : <Workbench key={query} view={view} />;
}

function Workbench({ view }: { readonly view: PatientView }) {
  const engine = useMemo(startPatientEngine, []);
  useEffect(() => engine.close, [engine]);
  const issue = useSimulation(view, engine);
  const { address } = view;
  const result = engine.result.value;
  const arms = useMemo(
    () => view.plotted.value.filter(({ name }) => result?.patient.arms.some((own) => own.arm === name)),
    [view.plotted.value, result],
  );
  const problem = issue ?? engine.error.value;
  return (
    <div class="page patient">
      <Head view={view} result={result} />
      {problem === null ? null : (
        <Notice kind="bad" title="This cannot be simulated">
          <p>{problem}</p>
        </Notice>
      )}
      <div class="split">
        <div class="side">
          <ParameterPanel view={view} />
        </div>
        <div
          class="patient-main"
          aria-busy={result === null}
          data-simulated={result?.count}
          data-took={result?.took.toFixed(2)}
        >
          {result === null ? null : <OutcomeTable result={result} arms={arms} />}
          <TreatmentPanel view={view} result={result} />
          <div class="layout-choice">
            <fieldset class="switch" aria-label="Plots">
              <LayoutOption address={address} value="side" label="Arms side by side" />
              <LayoutOption address={address} value="overlaid" label="Overlaid" />
            </fieldset>
          </div>
          {result === null ? null : <PatientFigures view={view} result={result} arms={arms} />}
        </div>
      </div>
    </div>
  );
}

/** Keeps the engine at the latest values and plan. @returns why there is nothing to simulate; null where there is */
function useSimulation(view: PatientView, engine: PatientEngine): string | null {
  const { model, address, values, plan, shown, drugs } = view;
  const drugKey = keyOf(drugs.value);
  const run = address.run.value === '' ? null : address.run.value;
  const solver = useResource(drugKey, async () => {
    const request: SolverRequest = { run, drugs: (drugKey ?? '').split(',') };
    return { drugKey, solver: await postJson<SolverReply>('/api/patient/solver', request) };
  });
  const base = address.base.value;
  const number = base.kind === 'number' ? base.number : null;
  const fetched = useResource(number === null ? null : String(number), () =>
    getJson<PatientValuesReply>(
      `/api/patient/values?${new URLSearchParams({ run: run ?? '', number: String(number) })}`,
    ),
  );
  useEffect(() => {
    view.fetched.value =
      fetched.value === null || fetched.value.number !== number ? null : Float64Array.from(fetched.value.values);
  }, [fetched.value, number]);
  const compiled = solver.value;
  useEffect(
    () =>
      effect(() => {
        // A plan with other drugs waits for its own model
        if (compiled === null || compiled.drugKey !== keyOf(drugs.value) || values.value === null) return;
        engine.want({ model, plan: plan.value, shown: shown.value, solver: compiled.solver, values: values.value });
      }),
    [engine, model, compiled],
  );
  if (typeof drugs.value === 'string') return drugs.value;
  return solver.error?.message ?? fetched.error?.message ?? null;
}

/** Drugs of a model as a key; null where the plan is none. */
function keyOf(drugs: readonly ModelDrug[] | string): string | null {
  return typeof drugs === 'string' ? null : drugs.map(({ name }) => name).join();
}

function Head({ view, result }: { readonly view: PatientView; readonly result: PatientResult | null }) {
  const { address, model } = view;
  const arms = view.plotted.value;
  if (result === null) return <PageHead title="One patient" actions={<SourceChoice address={address} />} />;
  const { plan, shown, values } = result.input;
  const needsConfig = model.run !== null || !isOwnPlan(model, plan);
  const words = simulateWords({
    pairs: pairsOfPatient(values, model.marginals),
    plan,
    shown,
    configFile: needsConfig ? CONFIG_FILE : null,
  });
  return (
    <PageHead
      title="One patient"
      above={model.run === null ? 'Published model' : `Model of ${model.run}`}
      answer={outcomeSentence(result, arms)}
      actions={
        <>
          <SourceChoice address={address} />
          <FilesMenu result={result} />
        </>
      }
      command={shellQuoted(words)}
      {...(needsConfig ? { commandNote: `With the configuration ${CONFIG_FILE}, which Files stores.` } : {})}
    />
  );
}

function SourceChoice({ address }: { readonly address: PatientAddress }) {
  const choices = (runs.value ?? []).filter(({ kind, status }) => kinds.includes(kind) && status !== 'running');
  const { run } = address;
  return (
    <label class="choice">
      Model
      <select
        value={run.value}
        onChange={(event) => {
          address.edits.value = {};
          address.arms.value = null;
          address.schedules.value = [];
          address.hidden.value = [];
          if (address.base.value.kind === 'number') address.base.value = { kind: 'median' };
          run.value = event.currentTarget.value;
        }}
      >
        <option value="">published</option>
        {choices.some(({ id }) => id === run.value) || run.value === '' ? null : (
          <option value={run.value}>{run.value}</option>
        )}
        {choices.map(({ id, kind }) => (
          <option key={id} value={id}>
            {id}
            {kind === 'run' ? '' : ` (${kind})`}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The files of the patient: what the command writes, and what it reads. */
function FilesMenu({ result }: { readonly result: PatientResult }) {
  return (
    <details class="files">
      <summary class="button plain">Files</summary>
      <div class="files-list">
        {patientFiles(result).map(({ name, type, text }) => (
          <Button key={name} kind="quiet" icon="download" label={name} onClick={() => storeFile(name, text(), type)} />
        ))}
      </div>
    </details>
  );
}

function LayoutOption(props: {
  readonly address: PatientAddress;
  readonly value: 'side' | 'overlaid';
  readonly label: string;
}) {
  const { layout } = props.address;
  return (
    <label>
      <input
        type="radio"
        name="patient-layout"
        checked={layout.value === props.value}
        onChange={() => {
          layout.value = props.value;
        }}
      />
      {props.label}
    </label>
  );
}
