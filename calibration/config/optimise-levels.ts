import type { OptimiseVariable } from './optimise-schema.js';

/** A value that a variable may take: as tables show it. */
export type Level = number | string;

/** Digits of a grid's values: 0.1 + 0.2 is 0.3. */
const GRID_DIGITS = 12;
/** Slack at the end of a grid, in steps. */
const ROUNDING_STEPS = 1e-9;

interface Grid {
  readonly least?: number | undefined;
  readonly most?: number | undefined;
  readonly step?: number | undefined;
}

/** Number of values of a grid. */
export function gridSize({ least = 0, most = 0, step = 1 }: Grid): number {
  return Math.floor((most - least) / step + ROUNDING_STEPS) + 1;
}

/** What the table shows in place of null: cycles to the end, no regimen. */
const withoutValue = { cycles: 'to the end', afterProgression: 'none' } as const;

/** The values that a variable may take, in the order of its levels; those of a choice are its labels. */
export function levelsOf(variable: OptimiseVariable): readonly Level[] {
  if ('choices' in variable) return Object.keys(variable.choices);
  if (variable.values !== undefined) {
    const nothing = variable.vary === 'afterProgression' ? withoutValue.afterProgression : withoutValue.cycles;
    return variable.values.map((value) => value ?? nothing);
  }
  const { least = 0, step = 1 } = variable as Grid;
  return Array.from({ length: gridSize(variable as Grid) }, (_, index) =>
    Number((least + index * step).toPrecision(GRID_DIGITS)),
  );
}

/** Whether neighbouring levels resemble each other. */
export function isOrdered({ vary }: OptimiseVariable): boolean {
  return !['days', 'pattern', 'regimen', 'afterProgression', 'order', 'stop'].includes(vary);
}

/** The level that a condition names; undefined where the variable has none like it. */
export function levelNamed(variable: OptimiseVariable, named: number | string | null): Level | undefined {
  const nothing = variable.vary === 'afterProgression' ? withoutValue.afterProgression : withoutValue.cycles;
  return levelsOf(variable).find((level) => level === (named ?? nothing));
}
