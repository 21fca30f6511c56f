// The order of all pages: four parts, as the menu and the side list show them. test/docs/links.test.ts finds pages that are missing here.

const page = (text, link) => ({ text, link });
const group = (text, items, collapsed = false) => ({ text, items, collapsed });

const tutorial = [group('Tutorial', [page('From a trial table to a decision', '/tutorial')])];

const howTo = [
  group('How-to', [page('All how-to pages', '/how-to/')]),
  group('Fit', [
    page('Fit to your own data', '/how-to/fit-your-own-data'),
    page('Refit and uncertainty', '/how-to/refit'),
    page('Read a report', '/how-to/read-a-report'),
    page('Predict a trial', '/predict'),
  ]),
  group('Simulate', [
    page('One patient', '/how-to/one-patient'),
    page('Patients that differ', '/how-to/patients-that-differ'),
    page('Drugs of your own', '/drugs'),
    page('Search for schedules', '/how-to/search-schedules'),
  ]),
  group('Analyse', [
    page('Biomarkers and ROC', '/how-to/biomarkers'),
    page('Survival', '/how-to/survival'),
    page('Sensitivity and sweeps', '/sensitivity'),
    page('Explore a fitted run', '/how-to/explore'),
    page('The workbench in the browser', '/workbench'),
  ]),
  group('Programs and machines', [
    page('Install', '/install'),
    page('Use from a program', '/how-to/use-from-a-program'),
    page('Export the model', '/how-to/export-the-model'),
    page('Archive a run', '/how-to/archive-a-run'),
    page('Native code', '/how-to/native-backend'),
    page('Several machines', '/cluster'),
    page('Workers on Slurm', '/slurm/'),
  ]),
];

const explanation = [
  group('The method', [
    page('In one page', '/method'),
    page('For a statistician', '/explanation/for-statisticians'),
    page('For a modeler', '/explanation/for-modelers'),
  ]),
  group('Measured', [
    page('Calibration', '/calibration'),
    page('Death functions', '/death'),
    page('Progression-free survival', '/pfs'),
    page('Search for schedules', '/optimise'),
    page('The paper recomputed', '/replication'),
    page('Accuracy and benchmarks', '/benchmarks'),
  ]),
  group('Before you rely on it', [page('Limits and intended use', '/limits')]),
];

const reference = [
  group('Program', [
    page('Commands', '/commands'),
    page('Every option', '/reference/commands'),
    page('JSON for programs', '/json'),
    page('Configuration', '/reference/configuration'),
    page('qcic-workbench', '/reference/api/workbench'),
    page('qcic-workbench/stats', '/reference/api/stats'),
    page('qcic-workbench/model', '/reference/api/model'),
    page('Examples', '/reference/examples'),
  ]),
  group('Files', [
    page('Result files', '/results'),
    page('File formats', '/formats'),
    page('Fields of result files', '/result-fields'),
    page('Table of new trials', '/data/new-trials'),
    page('Shipped trials', '/data/trials'),
    page('Published results', '/data/published'),
  ]),
  group('Model', [page('Equations', '/reference/equations'), page('Endpoints', '/reference/endpoints')]),
  group('Project', [
    page('Changelog', '/project/changelog'),
    page('Architecture', '/project/architecture'),
    page('Contributing', '/project/contributing'),
    page('Testing', '/testing'),
    page('Releases and versions', '/releasing'),
    page('Licences of dependencies', '/licences'),
    page('Decisions', '/project/decisions'),
    page('README', '/project/readme'),
  ]),
];

/** The menu above every page. */
export const nav = [
  { text: 'Tutorial', link: '/tutorial', activeMatch: '^/tutorial' },
  { text: 'How-to', link: '/how-to/', activeMatch: '^/how-to/' },
  { text: 'Explanation', link: '/method', activeMatch: '^/(method|explanation/|limits)' },
  { text: 'Reference', link: '/commands', activeMatch: '^/(commands|reference/|results|result-fields|formats)' },
];

/** The parts, each with its pages; a page shows the list of its own part. */
const parts = [tutorial, howTo, explanation, reference];
const linksIn = (items) =>
  items.flatMap((item) => [...(item.link === undefined ? [] : [item.link]), ...linksIn(item.items ?? [])]);

/** The list beside each page: that of the page's part. */
export const sidebar = Object.fromEntries([
  ...parts.flatMap((part) => linksIn(part).map((link) => [link, part])),
  [
    '/',
    [...tutorial, ...howTo, ...explanation, ...reference].map((each, place) =>
      place < 2 ? each : { ...each, collapsed: true },
    ),
  ],
]);

/** Addresses of all pages that a list names. */
export const listed = parts.flatMap(linksIn);
