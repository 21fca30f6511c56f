// Evidence: a real browser. The workbench opens on an empty folder without a message on the console, a failed or a foreign
// request, and nothing that axe-core finds.
import { afterAll, expect, test } from 'vitest';
import {
  closeBrowser,
  expectAccessible,
  expectAccessibleInBothThemes,
  hasBrowser,
  openWorkbench,
  withoutBrowser,
} from './harness.js';

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

test.skipIf(!hasBrowser)(
  `the check of both themes finds a text that one of them hides${withoutBrowser}`,
  { tags: 'full/browser' },
  async () => {
    const { page, show, close } = await openWorkbench();
    await show('/runs');
    // Read well on the light paper, hardly on the dark one
    await page.evaluate(() => {
      const text = document.createElement('p');
      text.textContent = 'nearly black';
      text.style.color = '#1c232a';
      document.querySelector('main')!.append(text);
    });
    await expect(expectAccessibleInBothThemes(page)).rejects.toThrow('color-contrast');
    await page.emulateMedia({ colorScheme: 'light' });
    await expectAccessible(page);
    await close();
  },
);
