import { render } from 'preact';
import { followHistory } from './app/address.js';
import { App } from './app/app.js';
import { pages } from './app/pages.js';
import { setPages } from './app/route.js';
import { startThemeChoice } from './app/theme-choice.js';

startThemeChoice();
setPages(pages);
followHistory();
const place = document.getElementById('app');
if (place !== null) {
  place.replaceChildren();
  render(<App />, place);
}
