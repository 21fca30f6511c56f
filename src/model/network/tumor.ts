import type { ModelDrug } from '../drugs/drug-definition.js';
import { driversOf, killingByDrugs } from '../drugs/drug-effects.js';
import { cell, negative, one, parameter, product, quotient, sum } from '../expression.js';
import type { ParameterName } from '../parameters/parameter-name.js';
import { apoptosis, killing, type Process, transition } from '../processes.js';
import type { Switches } from '../switches.js';

export const tumorStates = ['X1_C', 'X2_C', 'X3_C'] as const;

export type TumorState = (typeof tumorStates)[number];

/** Competitive logistic growth (eq. 7). */
function competitiveProliferation(spec: {
  readonly state: TumorState;
  readonly rate: ParameterName;
  readonly competition: readonly [ParameterName, ParameterName, ParameterName];
  readonly capacity: ParameterName;
}): Process {
  const { state, rate, competition, capacity } = spec;
  const competitors = competition.map((weight, index) => product(parameter(weight), cell(tumorStates[index]!)));
  const room = sum(one, negative(quotient(sum(...competitors), parameter(capacity))));
  return {
    kind: 'proliferation',
    equation: '7',
    flux: product(parameter(rate), room, cell(state)),
    enters: state,
    gain: one,
  };
}

/** Change into drug-pressure cells, which only drugs cause (eq. 8). */
function drugPressure(drugs: readonly ModelDrug[], leaves: TumorState, rate: ParameterName, gain: number): Process {
  return transition(leaves, 'X3_C', rate, driversOf(drugs, { kind: 'transition', leaves, enters: 'X3_C' }), gain);
}

/** Drug-sensitive (X1), drug-resistant (X2) and drug-pressure (X3) tumor cells, and what drugs kill of them. */
export function tumorCells(switches: Switches, drugs: readonly ModelDrug[]): readonly Process[] {
  const isTumor = ({ leaves }: Process) => tumorStates.some((state) => state === leaves);
  const [gainFromSensitive, gainFromResistant] = switches['dptc-inflow'] === 'posted' ? [2, 0] : [1, 1];
  return [
    competitiveProliferation({
      state: 'X1_C',
      rate: 'beta_X1',
      competition: ['a11', 'a12', 'a13'],
      capacity: 'K1',
    }),
    competitiveProliferation({
      state: 'X2_C',
      rate: 'beta_X2',
      competition: ['a21', 'a22', 'a23'],
      capacity: 'K2',
    }),
    competitiveProliferation({
      state: 'X3_C',
      rate: 'beta_X3',
      competition: ['a31', 'a32', 'a33'],
      capacity: 'K3',
    }),
    drugPressure(drugs, 'X1_C', 'rho_X3X1', gainFromSensitive),
    drugPressure(drugs, 'X2_C', 'rho_X3X2', gainFromResistant),
    killing('X1_C', [
      ['eta_X1T1', 'T1_C'],
      ['eta_X1T8', 'T8_C'],
      ['eta_X1NK', 'NK_C'],
    ]),
    killing('X2_C', [
      ['eta_X2T1', 'T1_C'],
      ['eta_X2T8', 'T8_C'],
      ['eta_X2NK', 'NK_C'],
    ]),
    killing('X3_C', [
      ['eta_X3T1', 'T1_C'],
      ['eta_X3T8', 'T8_C'],
      ['eta_X3NK', 'NK_C'],
    ]),
    ...killingByDrugs(drugs).filter(isTumor),
    apoptosis('X1_C', 'd_X1'),
    apoptosis('X2_C', 'd_X2'),
    apoptosis('X3_C', 'd_X3'),
  ];
}
