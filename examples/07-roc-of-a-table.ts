// ROC analysis of any table: area with DeLong interval, a test of two markers, cut-off, predictive values.
import { deLongTest, predictiveValues, rocAuc, rocCurve, youdenPoint } from 'qcic-workbench/stats';

// Columns of a table: 1 for disease control, and two markers
const control = [0, 0, 1, 1, 0, 1, 0, 1, 1, 0];
const ctl = [0.1, 0.4, 0.35, 0.8, 0.2, 0.7, 0.5, 0.9, 0.6, 0.3];
const th1 = [0.2, 0.3, 0.1, 0.7, 0.6, 0.8, 0.4, 0.5, 0.9, 0.25];

for (const [name, marker] of Object.entries({ ctl, th1 })) {
  const { auc, low, high } = rocAuc(marker, control);
  console.log(`${name}: AUC ${auc.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`);
}
const { difference, p } = deLongTest(ctl, th1, control);
console.log(`difference ${difference.toFixed(2)}, DeLong p = ${p?.toFixed(3)}`);

const { threshold, sensitivity, specificity } = youdenPoint(rocCurve(ctl, control));
console.log(`ctl >= ${threshold}: sensitivity ${sensitivity.toFixed(2)}, specificity ${specificity.toFixed(2)}`);
const { positive } = predictiveValues({
  truePositives: 5 * sensitivity,
  positives: 5,
  trueNegatives: 5 * specificity,
  negatives: 5,
  prevalence: 0.45,
});
console.log(`positive predictive value at 45 % prevalence: ${positive.value?.toFixed(2)}`);
