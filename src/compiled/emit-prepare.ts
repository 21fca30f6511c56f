import { LAST_STEP_SLACK } from '../ode/dormand-prince.js';
import type { Statement } from './code/code.js';
import type { Local } from './code/code-builder.js';
import { f64, flow, i32 } from './code/expressions.js';
import type { SimdCode } from './simd-code.js';
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

/** Statements that end a lane's run. */
type End = (outcome: keyof typeof Outcomes) => readonly Statement[];

/**
 * Emits what a lane does before an attempt: enters the next segment when the last one is finished, and chooses the size of
 * the attempt. Sets an outcome where the patient is done or cannot continue. Calling it again changes nothing.
 *
 * @param lowestDensity - an accepted density below this ends the patient; unit of the cells
 * @see src/ode/dormand-prince.ts (`integrateTo`) and src/simulation/simulate-patient.ts, which do the same for one patient
 */
export function emitPrepare(code: SimdCode, lowestDensity: number): void {
  code.function(PREPARE, ['i32'], 'none', (lane) => {
    const read = (field: ControlField) => code.read(field, lane);
    const end: End = (outcome) => [code.write('outcome', lane, f64.number(simdOutcomes[outcome])), flow.return()];
    const attempted = code.local('f64');
    const left = f64.sub(read('segmentEnd'), read('time'));
    return [
      flow.if(f64.eq(read('active'), f64.number(0)), [flow.return()]),
      flow.if(f64.ne(read('outcome'), f64.number(simdOutcomes.running)), [flow.return()]),
      flow.if(f64.lt(read('time'), read('segmentEnd')), [], enterNextSegment(code, lane, lowestDensity, end)),
      // The derivative at the start of the step has no size, so no smaller step can help.
      flow.if(i32.eqz(f64.lt(f64.abs(read('step')), f64.number(Number.POSITIVE_INFINITY))), end('non-finite state')),
      // A last step a little longer avoids a sliver.
      code.write('last', lane, f64.number(0)),
      attempted.set(read('step')),
      flow.if(f64.ge(f64.mul(read('step'), f64.number(LAST_STEP_SLACK)), left), [
        code.write('last', lane, f64.number(1)),
        attempted.set(left),
      ]),
      code.write('attempted', lane, attempted.get()),
      flow.if(f64.eq(f64.add(read('time'), attempted.get()), read('time')), end('step size underflow')),
      flow.if(f64.ge(read('steps'), read('mostSteps')), end('too many steps')),
    ];
  });
}

function enterNextSegment(code: SimdCode, lane: Local<'i32'>, lowestDensity: number, end: End): readonly Statement[] {
  const ends = code.readCursor('segmentEnds', lane);
  const coefficient = (place: number) => f64.load(place * NUMBER_BYTES, code.readCursor('coefficients', lane));
  return [
    flow.if(f64.lt(code.read('lowest', lane), f64.number(lowestDensity)), end('negative density')),
    flow.if(i32.geU(ends, code.readCursor('segmentEndsLimit', lane)), end('reached')),
    code.write('segmentStart', lane, code.read('segmentEnd', lane)),
    code.write('segmentEnd', lane, f64.load(0, ends)),
    code.advance('segmentEnds', lane, 1),
    ...segmentFields.map((field, index) => code.write(field, lane, coefficient(index))),
    ...code.layout.drugs.flatMap((_, drug) =>
      segmentDrugFields.map((field) => code.writeDrug(drug, field, lane, coefficient(segmentDrugPlace(drug, field)))),
    ),
    code.advance('coefficients', lane, segmentNumbers(code.layout.drugs.length)),
    code.write('step', lane, f64.min(code.read('step', lane), code.read('firstStep', lane))),
  ];
}
