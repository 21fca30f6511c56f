import { log } from '../../../src/index.js';
import { armError } from '../../inference/compare-deaths.js';
import type { ComparedForm, DeathComparison, PublishedRatio } from '../../inference/death-comparison-result.js';
import { formLabel, sharingLabel } from '../run/death-form-labels.js';

/** A form and how it is shared, in words. */
export const comparedName = ({ form, sharing }: Pick<ComparedForm, 'form' | 'sharing'>): string =>
  `${formLabel(form)}, ${sharingLabel(sharing)}`;

/** The same within a sentence. */
const formName = (form: ComparedForm): string => comparedName(form).replace(/^[LT]/, (letter) => letter.toLowerCase());

/** Root mean square error of the survival of held-out arms; points. */
export const heldOutArmError = armError;

/** Sentences on a comparison: the best fit, the best prediction of held-out arms and trials, and the published hazard ratios. */
export function deathComparisonSummary(comparison: Omit<DeathComparison, 'summary'>): readonly string[] {
  const { forms, published } = comparison;
  const paper = forms.find(isPaper);
  const summary: string[] = [];
  const byAic = best(forms, ({ aic }) => aic);
  if (byAic !== undefined && paper !== undefined) {
    summary.push(
      `Best fit by AIC: ${formName(byAic)}, ${byAic.aic.toFixed(1)} with ${byAic.death_parameters} parameters of death, against ${paper.aic.toFixed(1)} with ${paper.death_parameters} of the paper's form, one for each arm.`,
    );
  }
  const byArm = best(forms, armError);
  if (byArm !== undefined && paper !== undefined && byArm.arms.length > 0) {
    summary.push(
      `Best prediction of the survival of held-out arms: ${formName(byArm)}, root mean square error ${armError(byArm).toFixed(1)} points, against ${armError(paper).toFixed(1)} of the paper's form with the death function of another arm.`,
    );
  }
  const byTrial = best(forms, trialError);
  if (byTrial !== undefined && paper !== undefined) {
    summary.push(
      `Best prediction of held-out trials: ${formName(byTrial)}, deviance ${trialError(byTrial).toFixed(1)}, against ${trialError(paper).toFixed(1)} of the paper's form, one for each arm.`,
    );
  }
  return [...summary, ...published.flatMap((ratio) => ratioSentence(forms, ratio))];
}

/** Deviance of all trials, each at the fit without it. */
export const trialError = ({ trials }: ComparedForm): number => trials.reduce((sum, { deviance }) => sum + deviance, 0);

function best(forms: readonly ComparedForm[], errorOf: (form: ComparedForm) => number): ComparedForm | undefined {
  return [...forms].filter((form) => Number.isFinite(errorOf(form))).sort((a, b) => errorOf(a) - errorOf(b))[0];
}

/** What the forms predict for a published hazard ratio without the arm: the one that predicts held-out arms best, the paper's, and the nearest. */
function ratioSentence(forms: readonly ComparedForm[], published: PublishedRatio): readonly string[] {
  const { trial, arm, versus, hazard_ratio: observed, low, high } = published;
  const predictions = forms.flatMap((form) => {
    const own = form.hazard_ratios.find(
      (ratio) => ratio.trial === trial && ratio.arm === arm && ratio.versus === versus,
    );
    return own === undefined || !(own.without_arm > 0) ? [] : [{ ...own, form }];
  });
  if (predictions.length === 0) return [];
  const distance = (ratio: number) => Math.abs(log(ratio / observed));
  const [nearest] = [...predictions].sort((a, b) => distance(a.without_arm) - distance(b.without_arm));
  const byArms = best(forms, armError);
  const chosen = predictions.find(({ form }) => form === byArms) ?? nearest!;
  const paper = predictions.find(({ form }) => isPaper(form));
  const ratios = predictions.map(({ without_arm: ratio }) => ratio);
  const inside = ratios.filter((ratio) => ratio >= low && ratio <= high).length;
  return [
    `${trial}, ${arm} against ${versus}: published hazard ratio ${observed.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)}). ` +
      `Predicted without any trial of ${arm}: ${chosen.without_arm.toFixed(2)} by the form that predicts held-out arms best` +
      `${paper === undefined ? '' : `, ${paper.without_arm.toFixed(2)} by the paper's`}, ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)} over all forms; ` +
      `nearest is ${nearest!.without_arm.toFixed(2)} by ${formName(nearest!.form)}, and ${inside} of ${ratios.length} forms are inside the published interval. ` +
      `Predicted without ${trial} alone by the best form: ${chosen.without_trial.toFixed(2)}.`,
  ];
}

const isPaper = ({ form, sharing }: ComparedForm): boolean => form === 'paper' && sharing === 'by-arm';
