import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { Busy } from '../components/busy.js';
import { Notice } from '../components/notice.js';
import { PageHead } from '../components/page-head.js';
import { Toasts } from '../components/toasts.js';
import { navigate } from './address.js';
import { LiveRegion } from './announce.js';
import { ConnectionNotice } from './connection.js';
import { KeyHelp } from './key-help.js';
import type { PageEntry, PageProps } from './page-entry.js';
import { Rail } from './rail.js';
import { type Route, useRoute } from './route.js';
import { followRuns } from './runs-state.js';
import { focusFilter, followKeys, type Shortcut, useShortcuts } from './shortcuts.js';
import { toggleTheme } from './theme-choice.js';

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
  useEffect(followRuns, []);
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
          <LoadedPage key={route.page?.path ?? ''} route={route} />
        </main>
      </div>
      <KeyHelp isOpen={isHelpOpen} />
      <Toasts />
      <LiveRegion />
    </>
  );
}

const loaded = new Map<PageEntry, ComponentType<PageProps>>();

/** A page, loaded when it is first shown. */
function LoadedPage({ route: { page, params, path } }: { readonly route: Route }) {
  const error = useSignal<Error | null>(null);
  const round = useSignal(0);
  useEffect(() => {
    if (page === null || loaded.has(page)) return;
    page.load().then(
      ({ Page }) => {
        loaded.set(page, Page);
        round.value += 1;
      },
      (reason: unknown) => {
        error.value = reason instanceof Error ? reason : new Error(String(reason));
      },
    );
  }, [page]);
  round.value;
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
