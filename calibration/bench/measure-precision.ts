import type { BenchContext } from './bench-context.js';
import { caseOf } from './bench-plan.js';
import type { PrecisionRow } from './bench-results.js';
import type { SizeChooser } from './choose-sizes.js';
import type { ErrorMeter } from './measure-error.js';
import { solvers } from './solvers.js';

const DAYS_PER_YEAR = 365;

/** Measures error and time of every solver at every tolerance of the plan; one timing each. */
export async function measurePrecision(
  context: BenchContext,
  { sizes, meter }: { readonly sizes: SizeChooser; readonly meter: ErrorMeter },
): Promise<readonly PrecisionRow[]> {
  const { plan, roster, say } = context;
  const rows: PrecisionRow[] = [];
  for (const work of plan.precisionCases) {
    for (const solver of roster.present().filter(isSwept)) {
      say(`work and precision: ${solver}, ${work.arm}`);
      for (const relativeTolerance of plan.relativeTolerances) {
        const request = { solver, work, relativeTolerance };
        const measured = await meter.measure(request);
        if (measured === null) break;
        const cost = await sizes.cost(request, plan.precisionPairSeconds);
        if (cost === null) break;
        const { milliseconds } = cost;
        rows.push({
          ...caseOf(solver, work, relativeTolerance),
          millisecondsPerPatientYear: milliseconds === null ? null : (milliseconds * DAYS_PER_YEAR) / work.days,
          ...measured,
        });
      }
    }
  }
  return rows;
}

function isSwept(id: string): boolean {
  return solvers.some((solver) => solver.id === id && solver.tolerances === 'all');
}
