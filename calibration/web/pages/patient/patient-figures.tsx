import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { CellType } from '../../../../src/index.js';
import { cellTypes, ownValue } from '../../../browser.js';
import { LineFigure } from '../../plots/line-figure.js';
import { PlotLegend } from '../../plots/plot-legend.js';
import { burdenRow, deathRows } from './death-plots.js';
import { drugRows } from './drug-plots.js';
import { immuneRow, immuneTypes } from './immune-plots.js';
import { InView } from './in-view.js';
import { PatientCurves, type PlottedArm } from './patient-curves.js';
import type { PatientResult } from './patient-engine.js';
import type { PatientView } from './patient-state.js';
import type { PlotRow } from './plot-row.js';
import { cloneRow, sizeRow } from './tumor-plots.js';

/** Plots with one key show the same day at the pointer. */
const SYNC_KEY = 'patient-days';

/** Height of a row before it has been drawn; px. */
const ROW_HEIGHT = 280;

interface PatientFiguresProps {
  readonly view: PatientView;
  readonly result: PatientResult;
  readonly arms: readonly PlottedArm[];
}

/** All plots of the patient: tumor, visits, burden and death, drugs, immune cells by compartment. */
export function PatientFigures({ view, result, arms }: PatientFiguresProps) {
  const { layout, isStacked, cells } = view.address;
  const chosen = cells.value.filter((cell): cell is CellType => ownValue(cellTypes, cell) !== undefined);
  const spec = result.input;
  const drugs = typeof view.drugs.value === 'string' ? [] : view.drugs.value;
  const curves = useMemo(
    () => new PatientCurves({ patient: result.patient, arms, drugs, horizonDays: spec.plan.horizonDays }),
    [result, arms, drugs],
  );
  const way = layout.value;
  return (
    <>
      <PlotSection title="Tumor" rows={[sizeRow(curves, way), cloneRow(curves, way, isStacked.value)]}>
        {way === 'side' ? (
          <label class="check">
            <input
              type="checkbox"
              checked={isStacked.value}
              onChange={(event) => {
                isStacked.value = event.currentTarget.checked;
              }}
            />
            Populations stacked
          </label>
        ) : null}
      </PlotSection>
      <PlotSection title="Death" rows={[burdenRow(curves, way), ...deathRows(curves, way)]}>
        {Object.keys(view.model.death).length === 0 ? (
          <p class="soft">The published model has no death function. Choose a run to see survival.</p>
        ) : null}
      </PlotSection>
      <PlotSection title="Drugs" rows={drugRows(curves, way)} />
      <PlotSection
        title="Immune cells"
        rows={(['C', 'A', 'B'] as const).map((compartment) => immuneRow(curves, way, compartment, chosen))}
      >
        <CellChoice view={view} chosen={chosen} />
      </PlotSection>
    </>
  );
}

interface PlotSectionProps {
  readonly title: string;
  readonly rows: readonly PlotRow[];
  readonly children?: ComponentChildren;
}

function PlotSection({ title, rows, children }: PlotSectionProps) {
  return (
    <section class="section" aria-label={title}>
      <div class="section-head">
        <h2>{title}</h2>
        {children}
      </div>
      {rows.length === 0 ? <p class="soft">No drug is given.</p> : null}
      {rows.map((row) => (
        <Row key={row.id} row={row} />
      ))}
    </section>
  );
}

/** Plots of one quantity under its title. */
function Row({ row }: { readonly row: PlotRow }) {
  return (
    <div class="plot-row" data-row={row.id}>
      <div class="row-head">
        <h3>{row.title}</h3>
        <p class="plot-note">{row.note}</p>
      </div>
      <InView height={ROW_HEIGHT} model={row}>
        {(seen) => <RowPlots row={seen} />}
      </InView>
    </div>
  );
}

/** The plots of a row, with one legend. */
function RowPlots({ row }: { readonly row: PlotRow }) {
  const hidden = useSignal<readonly string[]>([]);
  const { plots, legend } = useMemo(() => row.draw(), [row]);
  const isOne = plots.length === 1;
  return (
    <>
      <PlotLegend series={legend} hidden={hidden} />
      <div class={`plot-grid of-${Math.min(plots.length, 4)}`}>
        {plots.map(({ id, model }) => (
          <LineFigure key={id} id={id} model={model} height={isOne ? 280 : 200} hidden={hidden} syncKey={SYNC_KEY} />
        ))}
      </div>
    </>
  );
}

/** Cell types that are shown; in plots of all arms the first one alone. */
function CellChoice({ view, chosen }: { readonly view: PatientView; readonly chosen: readonly CellType[] }) {
  const { cells, layout } = view.address;
  if (layout.value === 'overlaid') {
    return (
      <label class="choice">
        Cell
        <select
          value={chosen[0] ?? ''}
          onChange={(event) => {
            const first = event.currentTarget.value;
            cells.value = [first, ...chosen.filter((cell) => cell !== first)];
          }}
        >
          {immuneTypes.map((cell) => (
            <option key={cell} value={cell}>
              {cellTypes[cell]}
            </option>
          ))}
        </select>
      </label>
    );
  }
  return (
    <details class="cell-choice">
      <summary>Cells ({chosen.length})</summary>
      <fieldset>
        <legend class="only-read">Cells that are shown</legend>
        {immuneTypes.map((cell) => (
          <label key={cell} class="check">
            <input
              type="checkbox"
              checked={chosen.includes(cell)}
              onChange={(event) => {
                cells.value = event.currentTarget.checked ? [...chosen, cell] : chosen.filter((own) => own !== cell);
              }}
            />
            {cellTypes[cell]}
          </label>
        ))}
      </fieldset>
    </details>
  );
}
