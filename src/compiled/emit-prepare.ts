import { LAST_STEP_SLACK } from '../ode/dormand-prince.js';
import type { Code, Local, SimdCode } from './simd-code.js';
import {
  type ControlField,
  NUMBER_BYTES,
  type simdOutcomes as Outcomes,
  segmentDrugFields,
  segmentDrugPlace,
  segmentFields,
  segmentNumbers,
  simdOutcomes,
} from './simd-layout.js';

/** Name of the emitted function: (byte offset of the lane). */
export const PREPARE = 'prepare';

/**
 * Emits what a lane does before an attempt: enters the next segment when the last one is finished, and chooses the size of
 * the attempt. Sets an outcome where the patient is done or cannot continue. Calling it again changes nothing.
 *
 * @param lowestDensity - an accepted density below this ends the patient; unit of the cells
 * @see src/ode/dormand-prince.ts (`integrateTo`) and src/simulation/simulate-patient.ts, which do the same for one patient
 */
export function emitPrepare(code: SimdCode, lowestDensity: number): void {
  const { module } = code;
  const { f64, i32 } = module;
  code.function(PREPARE, ['i32'], 'none', (lane) => {
    const read = (field: ControlField) => code.read(field, lane!);
    const end = (outcome: keyof typeof Outcomes): Code =>
      module.block(null, [code.write('outcome', lane!, code.number(simdOutcomes[outcome])), module.return()]);
    const attempted = code.local('f64');
    return [
      module.if(f64.eq(read('active'), code.number(0)), module.return()),
      module.if(f64.ne(read('outcome'), code.number(simdOutcomes.running)), module.return()),
      module.if(
        f64.lt(read('time'), read('segmentEnd')),
        module.nop(),
        enterNextSegment(code, lane!, lowestDensity, end),
      ),
      // The derivative at the start of the step has no size, so no smaller step can help.
      module.if(i32.eqz(f64.lt(f64.abs(read('step')), code.number(Number.POSITIVE_INFINITY))), end('non-finite state')),
      // A last step a little longer avoids a sliver.
      code.write('last', lane!, code.number(0)),
      attempted.set(read('step')),
      module.if(
        f64.ge(f64.mul(read('step'), code.number(LAST_STEP_SLACK)), f64.sub(read('segmentEnd'), read('time'))),
        module.block(null, [
          code.write('last', lane!, code.number(1)),
          attempted.set(f64.sub(read('segmentEnd'), read('time'))),
        ]),
      ),
      code.write('attempted', lane!, attempted.get()),
      module.if(f64.eq(f64.add(read('time'), attempted.get()), read('time')), end('step size underflow')),
      module.if(f64.ge(read('steps'), read('mostSteps')), end('too many steps')),
    ];
  });
}

function enterNextSegment(
  code: SimdCode,
  lane: Local,
  lowestDensity: number,
  end: (outcome: keyof typeof Outcomes) => Code,
): Code {
  const { module } = code;
  const { f64, i32 } = module;
  const ends = () => code.readCursor('segmentEnds', lane);
  const coefficients = () => code.readCursor('coefficients', lane);
  return module.block(null, [
    module.if(f64.lt(code.read('lowest', lane), code.number(lowestDensity)), end('negative density')),
    module.if(i32.ge_u(ends(), code.readCursor('segmentEndsLimit', lane)), end('reached')),
    code.write('segmentStart', lane, code.read('segmentEnd', lane)),
    code.write('segmentEnd', lane, f64.load(0, NUMBER_BYTES, ends())),
    code.advance('segmentEnds', lane, 1),
    ...segmentFields.map((field, index) =>
      code.write(field, lane, f64.load(index * NUMBER_BYTES, NUMBER_BYTES, coefficients())),
    ),
    ...code.layout.drugs.flatMap((_, drug) =>
      segmentDrugFields.map((field) =>
        code.writeDrug(
          drug,
          field,
          lane,
          f64.load(segmentDrugPlace(drug, field) * NUMBER_BYTES, NUMBER_BYTES, coefficients()),
        ),
      ),
    ),
    code.advance('coefficients', lane, segmentNumbers(code.layout.drugs.length)),
    code.write('step', lane, f64.min(code.read('step', lane), code.read('firstStep', lane))),
  ]);
}
