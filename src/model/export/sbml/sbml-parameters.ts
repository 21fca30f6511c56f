import { BASELINE_TUMOR } from '../../parameters/further-parameters.js';
import { heterogeneityParameters } from '../../parameters/heterogeneity.js';
import { fixedParameterTable } from '../../parameters/resolve-parameters.js';
import { baselineTumorDensity, cellIndex, compartments, initialState } from '../../species.js';
import type { SbmlContext } from './sbml-context.js';
import type { ModelUses } from './sbml-labels.js';
import { notes } from './sbml-notes.js';
import type { Output } from './sbml-outputs.js';
import type { SbmlParameter } from './sbml-parameter.js';
import { scaledTumorCells } from './sbml-species.js';
import { element, type XmlElement } from './xml-element.js';

/** Volumes are sizes of compartments. */
const volumes: readonly string[] = Object.values(compartments).map(({ volume }) => volume);

/**
 * All parameters: per patient, fixed, day 0, doses, and what rules compute.
 *
 * A fixed parameter that no formula of this form of the model uses is left out.
 */
export function parameterElements(
  context: SbmlContext,
  uses: ModelUses,
  further: readonly SbmlParameter[],
  outputs: readonly Output[],
): readonly XmlElement[] {
  const { model, idOf, fluxes, moleculeSpecies, units } = context;
  const perPatient = model.parameters.filter(({ name }) => Object.hasOwn(heterogeneityParameters, name));
  const table = fixedParameterTable(model.network.drugs);
  const names = [...model.values.keys()].filter(
    (name) => uses.of(name).length > 0 && !volumes.includes(name) && Object.hasOwn(table, name),
  );
  const list: readonly SbmlParameter[] = [
    ...perPatient.map(({ name, unit, example }) => ({
      id: idOf(name),
      value: example,
      unit,
      constant: true,
      remarks: [perPatientRemark(name), usedIn(uses.of(name))],
    })),
    ...names.map((name): SbmlParameter => {
      const { unit, group, value: published } = table[name]!;
      const value = model.values.get(name)!;
      const remark = value === published ? '' : `; ${published} as published`;
      const varies = model.varying.includes(name) ? '; differs between patients' : '';
      return {
        id: idOf(name),
        value,
        unit,
        constant: true,
        remarks: [`${sentence(group)}${varies}${remark}.`, usedIn(uses.of(name))],
      };
    }),
    ...dayZero(context),
    ...further,
    ...[...fluxes.values()].map((id) => ({
      id,
      unit: 'cell/L/day',
      constant: false,
      remarks: ['Flux of the process, which several formulas use.'],
    })),
    ...model.network.molecules
      .filter(({ name }) => !moleculeSpecies.has(name))
      .map(({ name, unit }) => ({ id: idOf(name), unit, constant: false, remarks: [`Concentration; ${unit}.`] })),
    ...outputs.map(({ id, name, unit, remarks }) => ({ id, name, unit, constant: false, remarks })),
  ];
  return list.map(({ id, name, value, unit, constant, remarks }) =>
    element(
      'parameter',
      {
        id,
        name,
        value: value === undefined ? undefined : String(value),
        units: units.idOf(unit),
        constant: String(constant),
      },
      [notes(remarks)],
    ),
  );
}

function perPatientRemark(name: string): string {
  const { group, min, max, alpha, beta } = heterogeneityParameters[name as keyof typeof heterogeneityParameters];
  const range = `${min} + (${max} - ${min}) x with x from Beta(${alpha}, ${beta})`;
  return `${sentence(group)}; differs between patients, as published ${range}.`;
}

function usedIn(users: readonly string[]): string {
  return users.length === 0 ? 'Not used in this form of the model.' : `Used in ${users.join(', ')}.`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The tumor at day 0, and the shares of its populations where it sets them. */
function dayZero(context: SbmlContext): readonly SbmlParameter[] {
  const { model, idOf } = context;
  const scaled = scaledTumorCells(model);
  const size = model.values.get(BASELINE_TUMOR) ?? baselineTumorDensity;
  return [
    {
      id: idOf(BASELINE_TUMOR),
      ...(scaled.length === 0 ? {} : { value: size }),
      unit: 'cell/L',
      constant: true,
      remarks: ['Tumor at day 0; sizes are relative to it.'],
    },
    ...scaled.map((name) => ({
      id: tumorShare(context, name),
      value: initialState[cellIndex[name]]! / baselineTumorDensity,
      unit: '1',
      constant: true,
      remarks: [`Share of ${name} in the tumor at day 0, as published.`],
    })),
  ];
}

/** Identifier of the share of a population in the tumor at day 0. */
export function tumorShare({ idOf }: SbmlContext, state: string): string {
  return `${idOf(state)}_share_at_day_0`;
}
