import { BASELINE_TUMOR } from '../../parameters/further-parameters.js';
import { compartments, tumorCells } from '../../species.js';
import { INTRACELLULAR_FRACTION, TUMOR_CELL_VOLUME_CM3 } from '../../tumor-volume-constants.js';
import { apply, ci, productOf } from './math-ml.js';
import type { SbmlContext } from './sbml-context.js';
import type { SbmlParameter } from './sbml-parameter.js';
import { element, type XmlElement } from './xml-element.js';

/** A quantity that is computed from the states and changes none of them. */
export interface Output {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly remarks: readonly string[];
  readonly formula: XmlElement;
}

/** The constants of the outputs. */
export interface OutputConstants {
  readonly cellVolume: SbmlParameter;
  readonly insideCells: SbmlParameter;
}

/** Volume of a cell and the share of a tumor that is inside cells, eq. (23). */
export function outputConstants({ newId }: SbmlContext): OutputConstants {
  return {
    cellVolume: {
      id: newId('tumor_cell_volume'),
      value: TUMOR_CELL_VOLUME_CM3,
      unit: 'cm^3/cell',
      constant: true,
      remarks: ['Volume of one tumor cell, eq. (23).'],
    },
    insideCells: {
      id: newId('intracellular_fraction'),
      value: INTRACELLULAR_FRACTION,
      unit: '1',
      constant: true,
      remarks: ['Share of the volume of a tumor that is inside cells, eq. (23).'],
    },
  };
}

/** Volume of the tumor, response index and relative burden. */
export function outputs(context: SbmlContext, { cellVolume, insideCells }: OutputConstants): readonly Output[] {
  const { idOf, newId } = context;
  const [tumor, baseline] = [ci(idOf('X_C')), ci(idOf(BASELINE_TUMOR))];
  return [
    {
      id: newId('tumor_volume'),
      name: 'tumor volume',
      unit: 'cm^3',
      remarks: ['Eq. (23).'],
      formula: apply(
        'divide',
        productOf([ci(cellVolume.id), tumor, ci(idOf(compartments.C.volume))]),
        ci(insideCells.id),
      ),
    },
    {
      id: newId('treatment_response_index'),
      name: 'treatment response index',
      unit: '1',
      remarks: [
        'Change of the tumor since day 0, relative to day 0, eq. (22).',
        'The response of a patient is read at day 56: complete up to -0.8, partial below -0.3, stable below 0.2, progressive from 0.2 on.',
      ],
      formula: apply('divide', apply('minus', tumor, baseline), baseline),
    },
    {
      id: newId('relative_tumor_burden'),
      name: 'relative tumor burden',
      unit: '1',
      remarks: ['What the daily probability of death depends on, eq. (17).'],
      formula: burden(context),
    },
  ];
}

/** The switch `dpf-burden`: the whole tumor over K3, or the largest population over its own capacity, the first on a tie. */
function burden({ model, idOf }: SbmlContext): XmlElement {
  if (model.switches['dpf-burden'] === 'posted') return apply('divide', ci(idOf('X_C')), ci(idOf('K3')));
  const [first, second, third] = tumorCells.map((name) => ci(idOf(name)));
  const [one, two, three] = ['K1', 'K2', 'K3'].map((name) => ci(idOf(name)));
  return element('piecewise', {}, [
    element('piece', {}, [
      apply('divide', first!, one!),
      apply('and', apply('geq', first!, second!), apply('geq', first!, third!)),
    ]),
    element('piece', {}, [apply('divide', second!, two!), apply('geq', second!, third!)]),
    element('otherwise', {}, [apply('divide', third!, three!)]),
  ]);
}
