import { element, listOf, type XmlElement } from './xml-element.js';

/** A unit of SBML to a power, as its elements state it: (multiplier 10^scale kind)^exponent. */
interface BaseUnit {
  readonly kind: string;
  readonly scale?: number;
  readonly multiplier?: number;
}

const baseUnits: Readonly<Record<string, BaseUnit>> = {
  day: { kind: 'second', multiplier: 86_400 },
  cell: { kind: 'item' },
  L: { kind: 'litre' },
  kg: { kind: 'gram', scale: 3 },
  g: { kind: 'gram' },
  mg: { kind: 'gram', scale: -3 },
  ug: { kind: 'gram', scale: -6 },
  µg: { kind: 'gram', scale: -6 },
  ng: { kind: 'gram', scale: -9 },
  pg: { kind: 'gram', scale: -12 },
  mol: { kind: 'mole' },
  mmol: { kind: 'mole', scale: -3 },
  umol: { kind: 'mole', scale: -6 },
  nmol: { kind: 'mole', scale: -9 },
  cm: { kind: 'metre', scale: -2 },
};

/** Units of a document, defined when they are first asked for. */
export interface UnitDefinitions {
  /** Identifier of a unit of the model, such as `pg/cell/day`, `1/dose unit` or `g^2/L^2 (as published)`. */
  idOf(unit: string): string;
  /** The list of all that have been asked for, in that order; empty where there are none. */
  elements(): readonly XmlElement[];
}

/** A factor of a unit. */
interface UnitFactor {
  readonly text: string;
  readonly exponent: number;
}

/**
 * Collects the units that a document uses.
 *
 * Cells are counted by `item`. A dose unit that is none of those above has no size that is known: it is defined as
 * dimensionless, under its own name.
 *
 * @param doseUnits - units of doses of the model's drugs, as one word each wherever they stand
 */
export function unitDefinitions(doseUnits: readonly string[]): UnitDefinitions {
  const byText = new Map<string, { readonly id: string; readonly definition: XmlElement | null }>();
  const taken = new Set<string>();
  const define = (text: string) => {
    const factors = factorsOf(text, doseUnits);
    if (factors.length === 0) return { id: 'dimensionless', definition: null };
    const id = uniqueIn(taken, identifierOf(factors));
    const units = element('listOfUnits', {}, factors.map(unitElement));
    return { id, definition: element('unitDefinition', { id, name: text }, [units]) };
  };
  return {
    idOf: (unit) => {
      const text = unit.replace(/ \(.*\)$/, '');
      const known = byText.get(text) ?? define(text);
      byText.set(text, known);
      return known.id;
    },
    elements: () =>
      listOf(
        'listOfUnitDefinitions',
        [...byText.values()].flatMap(({ definition }) => (definition === null ? [] : [definition])),
      ),
  };
}

function uniqueIn(taken: Set<string>, wanted: string): string {
  let id = wanted;
  for (let count = 2; taken.has(id); count++) id = `${wanted}_${count}`;
  taken.add(id);
  return id;
}

/** `pg/cell/day` is pg, cell^-1, day^-1; the unit of a dose is one factor, whatever it is written with. */
function factorsOf(text: string, doseUnits: readonly string[]): readonly UnitFactor[] {
  for (const unit of doseUnits) {
    if (text === unit) return [{ text: unit, exponent: 1 }];
    if (text === `1/${unit}`) return [{ text: unit, exponent: -1 }];
    if (text === `${unit}/day`) {
      return [
        { text: unit, exponent: 1 },
        { text: 'day', exponent: -1 },
      ];
    }
  }
  return text.split('/').flatMap((part, index) => {
    const [base = '', power = '1'] = part.split('^');
    if (base === '1') return [];
    return [{ text: base, exponent: index === 0 ? Number(power) : -Number(power) }];
  });
}

function identifierOf(factors: readonly UnitFactor[]): string {
  const written = ({ text, exponent }: UnitFactor) => {
    const word = text.replaceAll('µ', 'u').replace(/[^A-Za-z0-9]+/g, '_');
    return Math.abs(exponent) === 1 ? word : `${word}${Math.abs(exponent)}`;
  };
  const over = factors.filter(({ exponent }) => exponent > 0).map(written);
  const under = factors.filter(({ exponent }) => exponent < 0).map((factor) => `per_${written(factor)}`);
  const id = [...over, ...under].join('_');
  return /^[A-Za-z_]/.test(id) && !reserved.has(id) ? id : `unit_${id}`;
}

/** Names that SBML gives to units of its own. */
const reserved = new Set(
  (
    'ampere avogadro becquerel candela coulomb dimensionless farad gram gray henry hertz item joule katal kelvin kilogram ' +
    'litre lumen lux metre mole newton ohm pascal radian second siemens sievert steradian tesla volt watt weber'
  ).split(' '),
);

function unitElement({ text, exponent }: UnitFactor): XmlElement {
  const { kind, scale = 0, multiplier = 1 } = baseUnits[text] ?? { kind: 'dimensionless' };
  return element('unit', {
    kind,
    exponent: String(exponent),
    scale: String(scale),
    multiplier: String(multiplier),
  });
}
