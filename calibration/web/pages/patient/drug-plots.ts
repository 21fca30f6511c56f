import { drugStatesOf } from '../../../browser.js';
import type { PlotSeries } from '../../plots/plot-model.js';
import type { PatientCurves, PlottedArm } from './patient-curves.js';
import { capital, line, type PlotLayout, type PlotRow, rowOf } from './plot-row.js';

/** Central amounts of the drugs that some arm gives, with the doses on the axis. */
export function drugRows(curves: PatientCurves, layout: PlotLayout): readonly PlotRow[] {
  const { drugs, arms } = curves.input;
  const given = new Set(arms.flatMap(({ name }) => curves.course(name).doses.map(({ drug }) => drug)));
  return drugs
    .filter(({ name }) => given.has(name))
    .map((drug) => {
      const central = drugStatesOf([drug]).find(({ compartment }) => compartment === 'central')!;
      const { label, doseUnit } = drug.definition;
      const dosesOf = (arm: PlottedArm) => curves.course(arm.name).doses.filter((dose) => dose.drug === drug.name);
      const draw = (arm: PlottedArm): readonly PlotSeries[] => {
        const doses = dosesOf(arm);
        const daily = { days: curves.time, amounts: curves.state(arm.name, central.name) };
        const own = curves.course(arm.name).drugs[drug.name] ?? daily;
        const amounts = line(`${arm.name}-${drug.name}`, arm.label, arm.colour, own.days, own.amounts);
        if (doses.length === 0) return [amounts];
        return [
          amounts,
          {
            id: `${arm.name}-${drug.name}-doses`,
            label: layout === 'side' ? 'Doses' : `Doses, ${arm.label}`,
            colour: layout === 'side' ? 'text' : arm.colour,
            style: 'dots',
            radius: 2.5,
            ...(layout === 'side' ? { key: 'doses' } : {}),
            x: doses.map(({ day }) => day),
            y: doses.map(() => 0),
            names: doses.map(({ day, amount }) => `Dose of ${Number(amount.toPrecision(5))} ${doseUnit} on day ${day}`),
          },
        ];
      };
      return rowOf(curves, layout, {
        id: `drug-${drug.name}`,
        title: capital(label),
        note: 'Central amount; a dot on the axis is a dose.',
        y: { label: 'Amount', unit: doseUnit },
        alone: draw,
        together: draw,
        alt: (own) => own.map((arm) => `${arm.label}: ${dosesOf(arm).length} doses of ${label}.`).join(' '),
      });
    });
}
