import { describe, expect, it } from 'vitest';
import { pageOf } from '../../../../calibration/page/page.js';
import { type RecoverManifest, renderRecover } from '../../../../calibration/studies/recover/report.js';
import { countMarks, figureOf, linksOf, pageIssues, visibleText } from '../run/report/page-checks.js';
import { sampleRecover } from '../run/report/sample-refit.js';

const MANIFEST: RecoverManifest = {
  version: '1.0.0',
  commit: null,
  generatedBy: 'qcic recover runs/mcrc',
  elapsedSeconds: 42,
  workers: 2,
};

async function render(result: Parameters<typeof renderRecover>[0]): Promise<string> {
  const warnings: string[] = [];
  const page = pageOf(await renderRecover(result, MANIFEST, { onWarning: (message) => warnings.push(message) }));
  expect(warnings).toEqual([]);
  expect(pageIssues(page)).toEqual([]);
  return page;
}

const textOf = (page: string): string => visibleText(page).replace(/\s+/g, ' ');

describe('renderRecover', () => {
  it('a tick per estimate and a dot per mean, of seventeen endpoints in three arms', async () => {
    const page = await render(sampleRecover());
    expect(countMarks(figureOf(page, 'figure-recover'), 'rect')).toBe(3 * 17 * 100);
    expect(countMarks(figureOf(page, 'figure-recover'), 'symbol')).toBe(3 * 17);
    expect(linksOf(page)).toContain('recover.json');
  });

  it('coverage is shown with its binomial interval', async () => {
    const { endpoints, ...rest } = sampleRecover();
    const [first] = endpoints;
    // Wilson score interval of 80 in 100 by its closed form: 0.711 to 0.867
    const text = textOf(await render({ ...rest, endpoints: [{ ...first!, coverage: 0.8 }] }));
    expect(text).toContain('80 71 to 87 too narrow');
    expect(text).toContain(
      'The coverage differs from 90 % for Complete response (CR) of Placebo (too narrow), out of 1',
    );
  });

  it('reports its limits and the parameters that were not recovered', async () => {
    const text = textOf(await render(sampleRecover()));
    expect(text).toContain('It does not test the model itself');
    // Parameters 1, 5, 9, 13, 17 and 21 of 25 are shifted by three of their spreads
    expect(text).toContain(
      'the mean estimates of 6 of 25 parameters lie more than 2 standard deviations from the truth',
    );
    expect(text.match(/not recovered/g)).toHaveLength(6);
    expect(text).toContain('1 of 100 fits did not converge');
  });

  it('estimates that are not finite and studies without results are drawn without marks', async () => {
    const full = sampleRecover();
    const nan = Number.NaN;
    const broken = full.endpoints.map((endpoint) => ({
      ...endpoint,
      mean_estimate: nan,
      bias: nan,
      coverage: nan,
      estimates: endpoint.estimates.map(() => nan),
    }));
    const page = await render({ ...full, endpoints: broken });
    expect(figureOf(page, 'figure-recover')).toBe('');
    expect(textOf(page)).toContain('No interval of an endpoint could be assessed.');
    const empty = await render({ ...full, data_sets: 0, endpoints: [], parameters: [] });
    expect(textOf(empty)).toContain('The study has no parameters.');
  });
});
