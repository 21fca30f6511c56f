import type { SpiderRow, WaterfallRow } from '../../../../../calibration/studies/run/plot-tables.js';
import { ratesOf, SAMPLE_ARMS, type SampleArm } from './sample-clinical.js';
import { sampleRandom } from './sample-random.js';

const PATIENTS = 100;
const ASSESSMENT_DAY = 56;
const LAST_DAY = 365;

type Recist = WaterfallRow['recist'];

function recistOf(changePercent: number): Recist {
  return changePercent <= -80 ? 'CR' : changePercent < -30 ? 'PR' : changePercent < 20 ? 'SD' : 'PD';
}

/** Changes at the assessment, largest first, placed so that the shares of the classes are those of the arm. */
function assessmentChanges(part: SampleArm): readonly number[] {
  const random = sampleRandom(`changes ${part.arm}`);
  const { pr, sd } = ratesOf(part.simulated);
  const controlled = Math.round(pr) + Math.round(sd);
  return Array.from({ length: PATIENTS }, (_, index) => {
    const share = (index + 0.5) / PATIENTS;
    if (index < PATIENTS - controlled) {
      return 20.5 + 110 * (1 - share / (1 - controlled / PATIENTS)) ** 1.6 + 2 * random.uniform();
    }
    if (index < PATIENTS - Math.round(pr)) {
      const place = (index - (PATIENTS - controlled)) / Math.max(1, Math.round(sd));
      return 19.5 - 46 * place ** 0.9;
    }
    return -31 - 8 * random.uniform();
  });
}

/** A dip until the assessment and growth to saturation after it, through the given change on day 56. */
function trajectory(change: number, random: { uniform: () => number }): (day: number) => number {
  const dip = change < 60 ? 6 + 10 * random.uniform() : 0;
  const plateau = Math.max(70, change) + 90 + 80 * random.uniform();
  const halfDay = 130 + 90 * random.uniform();
  return (day) => {
    const early = change * (Math.min(day, ASSESSMENT_DAY) / ASSESSMENT_DAY) ** 1.2;
    const bend = -dip * Math.sin((Math.PI * Math.min(day, ASSESSMENT_DAY)) / ASSESSMENT_DAY);
    const late = Math.max(0, day - ASSESSMENT_DAY);
    return early + bend + (plateau - change) * (late ** 1.7 / (late ** 1.7 + halfDay ** 1.7));
  };
}

export function sampleWaterfall(): readonly WaterfallRow[] {
  return SAMPLE_ARMS.flatMap((part) =>
    [...assessmentChanges(part)]
      .sort((a, b) => b - a)
      .map((change, index) => ({
        arm: part.arm,
        rank: index + 1,
        patient: String(index),
        change_percent: change,
        recist: recistOf(change),
      })),
  );
}

export function sampleSpider(): readonly SpiderRow[] {
  return SAMPLE_ARMS.flatMap((part) => {
    const random = sampleRandom(`spider ${part.arm}`);
    const curves = assessmentChanges(part).map((change) => ({ change, at: trajectory(change, random) }));
    const days = Array.from({ length: LAST_DAY + 1 }, (_, day) => day).filter(
      (day) => day % 7 === 0 || day === LAST_DAY,
    );
    const patients = curves.flatMap(({ change, at }, index) =>
      days.map((day) => ({
        arm: part.arm,
        patient: String(index),
        day,
        change_percent: at(day),
        recist: recistOf(change),
      })),
    );
    const mean = days.map((day) => ({
      arm: part.arm,
      patient: 'mean',
      day,
      change_percent: curves.reduce((sum, { at }) => sum + at(day), 0) / curves.length,
      recist: '' as const,
    }));
    return [...patients, ...mean];
  });
}
