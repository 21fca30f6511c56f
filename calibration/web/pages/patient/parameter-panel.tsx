import { useSignal } from '@preact/signals';
import { useCallback, useMemo } from 'preact/hooks';
import type { BetaMarginal } from '../../../../src/index.js';
import { Button } from '../../components/button.js';
import { DistributionSlider, useValueAt } from './distribution-slider.js';
import { NumberField } from './number-field.js';
import type { PatientBase } from './patient-link.js';
import type { PatientView } from './patient-state.js';

/** Which patient: the median one, a random one, one of a run; then its values. */
export function ParameterPanel({ view }: { readonly view: PatientView }) {
  const { model, address } = view;
  const groups = [...new Set(model.parameters.map(({ group }) => group))];
  // Below this width the plots would be far below the sliders
  const isNarrow = useMemo(() => matchMedia('(max-width: 860px)').matches, []);
  const edited = Object.keys(address.edits.value).length;
  return (
    <section class="parameters" aria-label="Patient">
      <BaseChoice view={view} />
      <details class="parameter-fold" open={!isNarrow}>
        <summary>
          <h2>Parameters</h2>
        </summary>
        <Button
          kind="quiet"
          label={edited === 0 ? 'Reset' : `Reset ${edited}`}
          isDisabled={edited === 0}
          onClick={() => {
            address.edits.value = {};
          }}
        />
        {groups.map((group) => (
          <fieldset key={group} class="parameter-group">
            <legend>{group}</legend>
            {model.parameters.map((parameter, index) =>
              parameter.group === group ? (
                <ParameterSlider
                  key={parameter.name}
                  view={view}
                  marginal={model.marginals[index]!}
                  unit={parameter.unit}
                  index={index}
                />
              ) : null,
            )}
          </fieldset>
        ))}
      </details>
    </section>
  );
}

interface ParameterSliderProps {
  readonly view: PatientView;
  readonly marginal: BetaMarginal;
  readonly unit: string;
  readonly index: number;
}

function ParameterSlider({ view, marginal, unit, index }: ParameterSliderProps) {
  const { address, values, baseValues } = view;
  const value = useValueAt(values, index, marginal.min);
  const base = useValueAt(baseValues, index, marginal.min);
  const change = useCallback(
    (next: number) => {
      const { [marginal.name]: _, ...others } = address.edits.peek();
      address.edits.value = next === base.peek() ? others : { ...others, [marginal.name]: next };
    },
    [address, base, marginal],
  );
  return <DistributionSlider marginal={marginal} unit={unit} value={value} base={base} onValue={change} />;
}

/** Largest seed of a random patient that a click takes; others are typed. */
const MOST_SEED = 1_000_000;

/** The patient that single values are changed of. */
function BaseChoice({ view }: { readonly view: PatientView }) {
  const { address, patients } = view;
  const base = address.base.value;
  const seed = useSignal(base.kind === 'seed' ? base.seed : '1');
  const number = base.kind === 'number' ? base.number : 1;
  const choose = (next: PatientBase) => {
    address.edits.value = {};
    address.base.value = next;
  };
  return (
    <div class="base-choice">
      <fieldset class="switch" aria-label="Patient">
        <BaseOption label="Median" isChosen={base.kind === 'median'} onChoose={() => choose({ kind: 'median' })} />
        <BaseOption
          label="Random"
          isChosen={base.kind === 'seed'}
          onChoose={() => choose({ kind: 'seed', seed: seed.value })}
        />
        {patients === 0 ? null : (
          <BaseOption
            label="Of the run"
            isChosen={base.kind === 'number'}
            onChoose={() => choose({ kind: 'number', number })}
          />
        )}
      </fieldset>
      {base.kind === 'seed' ? (
        <div class="base-values">
          <label class="choice">
            Seed
            <input
              type="text"
              class="text-field"
              value={base.seed}
              onChange={(event) => {
                const text = event.currentTarget.value.trim();
                if (text === '') return;
                seed.value = text;
                choose({ kind: 'seed', seed: text });
              }}
            />
          </label>
          <Button
            label="Another"
            icon="reset"
            onClick={() => {
              const next = String((Number(base.seed) || 0) >= MOST_SEED ? 1 : (Number(base.seed) || 0) + 1);
              seed.value = next;
              choose({ kind: 'seed', seed: next });
            }}
          />
        </div>
      ) : null}
      {base.kind === 'number' ? (
        <div class="base-values">
          <NumberField
            label="Number"
            unit={`of ${patients}`}
            value={base.number}
            min={1}
            max={patients}
            isWhole
            onValue={(value) => choose({ kind: 'number', number: value ?? 1 })}
          />
        </div>
      ) : null}
    </div>
  );
}

function BaseOption(props: { readonly label: string; readonly isChosen: boolean; readonly onChoose: () => void }) {
  return (
    <label>
      <input type="radio" name="patient-base" checked={props.isChosen} onChange={props.onChoose} />
      {props.label}
    </label>
  );
}
