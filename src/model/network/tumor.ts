import { cell, drug, type Expression, hill, negative, one, parameter, product, quotient, sum } from '../expression.js';
import type { ParameterName } from '../parameters/parameter-name.js';
import { apoptosis, chemotherapy, killing, type Process, transition } from '../processes.js';
import type { Switches } from '../switches.js';

export const tumorStates = ['X1_C', 'X2_C', 'X3_C'] as const;

export type TumorState = (typeof tumorStates)[number];

/** Competitive logistic growth (eq. 7), slowed by bevacizumab in the central compartment. */
function competitiveProliferation(spec: {
  readonly state: TumorState;
  readonly rate: ParameterName;
  readonly slowedBy: ParameterName;
  readonly competition: readonly [ParameterName, ParameterName, ParameterName];
  readonly capacity: ParameterName;
}): Process {
  const { state, rate, slowedBy, competition, capacity } = spec;
  const slowed = quotient(parameter(rate), sum(one, product(parameter(slowedBy), drug('Targ_C'))));
  const competitors = competition.map((weight, index) => product(parameter(weight), cell(tumorStates[index]!)));
  const room = sum(one, negative(quotient(sum(...competitors), parameter(capacity))));
  return { kind: 'proliferation', equation: '7', flux: product(slowed, room, cell(state)), enters: state, gain: one };
}

/** Drug-sensitive (X1), drug-resistant (X2) and drug-pressure (X3) tumor cells. */
export function tumorCells(switches: Switches): readonly Process[] {
  const pressure: Expression = hill(drug('Chem_C'), 'K_Chem');
  const [gainFromSensitive, gainFromResistant] = switches['dptc-inflow'] === 'posted' ? [2, 0] : [1, 1];
  return [
    competitiveProliferation({
      state: 'X1_C',
      rate: 'beta_X1',
      slowedBy: 'varepsilon_TX1',
      competition: ['a11', 'a12', 'a13'],
      capacity: 'K1',
    }),
    competitiveProliferation({
      state: 'X2_C',
      rate: 'beta_X2',
      slowedBy: 'varepsilon_TX2',
      competition: ['a21', 'a22', 'a23'],
      capacity: 'K2',
    }),
    competitiveProliferation({
      state: 'X3_C',
      rate: 'beta_X3',
      slowedBy: 'varepsilon_TX3',
      competition: ['a31', 'a32', 'a33'],
      capacity: 'K3',
    }),
    transition('X1_C', 'X3_C', 'rho_X3X1', [pressure], gainFromSensitive),
    transition('X2_C', 'X3_C', 'rho_X3X2', [pressure], gainFromResistant),
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
    chemotherapy('X1_C', 'sigma_X1', 'varepsilon_CX1'),
    chemotherapy('X2_C', 'sigma_X2', 'varepsilon_CX2'),
    chemotherapy('X3_C', 'sigma_X3', 'varepsilon_CX3'),
    apoptosis('X1_C', 'd_X1'),
    apoptosis('X2_C', 'd_X2'),
    apoptosis('X3_C', 'd_X3'),
  ];
}
