import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { Busy } from '../components/busy.js';
import { Notice } from '../components/notice.js';
import { PageHead } from '../components/page-head.js';
import { Toasts } from '../components/toasts.js';
import { navigate } from './address.js';
import { LiveRegion } from './announce.js';
import { behindResources } from './api-client.js';
import { ConnectionNotice } from './connection.js';
import { KeyHelp } from './key-help.js';
import type { PageEntry, PageProps } from './page-entry.js';
import { Rail } from './rail.js';
import { type Route, useRoute } from './route.js';
import { followRuns } from './runs-state.js';
import { focusFilter, followKeys, type Shortcut, useShortcuts } from './shortcuts.js';
import { toggleTheme } from './theme-choice.js';

/** The list of runs waits so long for what the first page asks for; milliseconds. */
const MOST_WAITING = 1000;

/** The frame of all pages: skip link, rail, the page itself, messages. */
export function App() {
  const route = useRoute();
  const isHelpOpen = useSignal(false);
  const shortcuts = useMemo<readonly Shortcut[]>(
    () => [
      { keys: '/', what: 'Filter', act: focusFilter },
      { keys: 't', what: 'Light or dark', act: toggleTheme },
      { keys: 'g r', what: 'Go to the runs', act: () => navigate('/runs') },
      { keys: 'g l', what: 'Go to what is running', act: () => navigate('/live') },
      { keys: 'g c', what: 'Go to the comparison', act: () => navigate('/compare') },
      { keys: 'g t', what: 'Go to the trials', act: () => navigate('/trials') },
      { keys: 'g p', what: 'Go to the patient', act: () => navigate('/patient') },
      {
        keys: '?',
        what: 'This list',
        act: () => {
          isHelpOpen.value = true;
        },
      },
    ],
    [isHelpOpen],
  );
  useShortcuts(shortcuts);
  // What a page asks for goes first: a new server reads the same files for both. The table of runs shows the list itself.
  const isShown = useSignal(route.page?.path === '/runs');
  useEffect(() => (isShown.value ? behindResources(MOST_WAITING, followRuns) : undefined), [isShown.value]);
  useEffect(() => {
    addEventListener('keydown', followKeys);
    return () => removeEventListener('keydown', followKeys);
  }, []);
  useEffect(() => {
    const { page, params } = route;
    const parts = page === null ? [] : [...(params.run === undefined ? [] : [params.run]), page.title];
    document.title = [...parts, 'QCIC workbench'].join(' – ');
  }, [route.page, route.params.run]);
  return (
    <>
      <a class="skip" href="#main">
        Skip to the page
      </a>
      <div class="frame">
        <Rail route={route} onHelp={shortcuts.at(-1)?.act ?? (() => {})} />
        <main id="main" tabIndex={-1}>
          <ConnectionNotice />
          <LoadedPage
            key={route.page?.path ?? ''}
            route={route}
            onShown={() => {
              isShown.value = true;
            }}
          />
        </main>
      </div>
      <KeyHelp isOpen={isHelpOpen} />
      <Toasts />
      <LiveRegion />
    </>
  );
}

const loaded = new Map<PageEntry, ComponentType<PageProps>>();

/** Loads a page, so that it can be shown at once. @throws Error - when its part cannot be loaded */
export async function loadPage(page: PageEntry): Promise<void> {
  const { Page } = await page.load();
  loaded.set(page, Page);
}

/** A page, loaded when it is first shown. */
function LoadedPage({
  route: { page, params, path },
  onShown,
}: {
  readonly route: Route;
  /** The page is there, or cannot be. */
  readonly onShown: () => void;
}) {
  const error = useSignal<Error | null>(null);
  const round = useSignal(0);
  const isThere = page !== null && loaded.has(page);
  useEffect(() => {
    // What was not there when this was drawn may be there by now: it is drawn again all the same
    if (page === null || isThere) return;
    loadPage(page).then(
      () => {
        round.value += 1;
      },
      (reason: unknown) => {
        error.value = reason instanceof Error ? reason : new Error(String(reason));
      },
    );
  }, [page]);
  round.value;
  const isSettled = page === null || isThere || error.value !== null;
  useEffect(() => {
    if (isSettled) onShown();
  }, [isSettled]);
  if (page === null) {
    return (
      <div class="page">
        <PageHead title="There is no page with this address" />
        <Notice kind="warn">
          <p>
            <code>{path}</code> is no page of the workbench. <a href="/runs">Go to the runs</a>.
          </p>
        </Notice>
      </div>
    );
  }
  if (error.value !== null) {
    return (
      <div class="page">
        <Notice kind="bad" title="This page could not be loaded">
          <p>{error.value.message}</p>
          <p>Reload it: the workbench may have been updated since this window was opened.</p>
        </Notice>
      </div>
    );
  }
  const Page = loaded.get(page);
  return Page === undefined ? <Busy label={page.title} /> : <Page params={params} />;
}
