import { render } from 'preact';
import { followHistory } from './app/address.js';
import { App, loadPage } from './app/app.js';
import { pages } from './app/pages.js';
import { route, setPages } from './app/route.js';
import { reloadRuns } from './app/runs-state.js';
import { startThemeChoice } from './app/theme-choice.js';

/** What is drawn first waits so long for the page itself, whose parts were asked for with this one; milliseconds. */
const MOST_WAITING = 200;

startThemeChoice();
setPages(pages);
followHistory();
const { page } = route.value;
const parts = [
  page === null ? null : loadPage(page).catch(() => undefined),
  page?.path === '/runs' ? reloadRuns() : null,
];
void Promise.race([Promise.all(parts), new Promise((resolve) => setTimeout(resolve, MOST_WAITING))]).then(() => {
  const place = document.getElementById('app');
  if (place === null) return;
  place.replaceChildren();
  render(<App />, place);
});
