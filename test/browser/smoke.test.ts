// Evidence: a real browser. The workbench opens on an empty folder without a message on the console, a failed or a foreign
// request, and nothing that axe-core finds.
import { afterAll, expect, test } from 'vitest';
import { closeBrowser, expectAccessible, hasBrowser, openWorkbench, withoutBrowser } from './harness.js';

afterAll(closeBrowser);

test.skipIf(!hasBrowser)(
  `the workbench opens on an empty folder and offers to start a run${withoutBrowser}`,
  async () => {
    const { page, show, close } = await openWorkbench();
    await show('/runs');
    expect(await page.getByRole('button', { name: 'Start the quick run' }).isVisible()).toBe(true);
    await expectAccessible(page);
    await close();
  },
);
