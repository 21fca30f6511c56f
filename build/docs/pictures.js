// Every picture of the documentation: the studies that it shows, and what of their pages. build/pictures.js draws them.

/** Studies, each by its folder and the command that makes it, in an order in which each finds what it needs. */
export const studies = [
  ['runs/mcrc', 'run configs/mcrc.json'],
  ['runs/quick', 'run configs/quick.json'],
  ['runs/with-my-trial', 'refit runs/mcrc --add my-trial.csv --out runs/with-my-trial'],
  ['runs/sunlight', 'refit runs/mcrc --add data/new-trials/sunlight.csv --out runs/sunlight'],
  ['runs/mcrc-recover', 'recover runs/mcrc'],
  ['runs/mcrc-biomarkers', 'biomarkers runs/mcrc --patients 3000'],
  ['runs/mcrc-survival', 'survival runs/mcrc'],
  [
    'runs/my-next-trial',
    'predict runs/with-my-trial --arm tas102_bev --n 150 --versus tas102 --out runs/my-next-trial',
  ],
  [
    'runs/one',
    'simulate --patient median --arms placebo,tas102,tas102_bev --days 365 --visits --trajectories --out runs/one',
  ],
  ['runs/sensitivity-pcc', 'sensitivity pcc'],
];

/**
 * The pictures. `figures` are cut out of the report of a study, one below the other; without them, `height` pixels of its head are taken; `show` is a page of the workbench, of which `height` pixels
 * are taken once it shows the text `until`; `act` is what is done on it before.
 */
export const pictures = [
  { file: 'docs/first-result.png', report: 'runs/mcrc/report.html', figures: ['figure-response', 'figure-survival'] },
  { file: 'docs/ridge.png', report: 'runs/sunlight/report.html', figures: ['figure-ridges'] },
  { file: 'docs/recover.png', report: 'runs/mcrc-recover/recover.html', figures: ['figure-recover'] },
  { file: 'docs/auc-by-day.png', report: 'runs/mcrc-biomarkers/report.html', figures: ['figure-auc-by-day'] },
  { file: 'docs/tutorial-report.png', report: 'runs/with-my-trial/report.html', height: 400 },
  { file: 'docs/tutorial-bootstrap.png', report: 'runs/with-my-trial/report.html', figures: ['figure-bootstrap'] },
  { file: 'docs/tutorial-prediction.png', report: 'runs/my-next-trial/predict.html', figures: ['figure-trial'] },
  { file: 'docs/workbench-runs.png', show: '/runs', until: 'studies in runs', height: 620 },
  {
    file: 'docs/workbench-explorer.png',
    show: '/explorer/mcrc?set=tas102_bev.mu%3D2.15',
    until: 'With 1 value moved',
    height: 1000,
  },
  {
    file: 'docs/workbench-trials.png',
    show: '/trials?arm=tas102&endpoint=dcr',
    act: 'sunlight',
    until: 'A further trial',
    height: 1010,
  },
  {
    file: 'docs/workbench-patient.png',
    show: '/patient?run=mcrc&patient=patient%3A12',
    until: 'Progression shows',
    theme: 'dark',
    height: 1060,
  },
];
