import { type Signal, useSignal } from '@preact/signals';
import { render } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ReportReply } from '../../../server/api/report.js';
import { apiPath, getJson, useResource } from '../../app/api-client.js';
import { Busy } from '../../components/busy.js';
import { Dialog } from '../../components/dialog.js';
import { FigureButtons } from '../../components/figure.js';
import { Notice } from '../../components/notice.js';
import { figureSvg, shownChart, wideChart } from './figure-file.js';
import { fileAddress } from './file-address.js';
import { safeFragment } from './safe-html.js';
import { ZoomDrawing } from './zoom-drawing.js';

interface Enlarged {
  readonly title: string;
  readonly chart: SVGSVGElement;
}

/** Sections of a report, by their anchors. */
interface ReportSection {
  readonly id: string;
  readonly title: string;
}

/** The report of a run: its text, tables and figures, each figure with its files. */
export function ReportTab({ run, answer }: { readonly run: string; readonly answer: Signal<string> }) {
  const { value, error } = useResource(run, (signal) =>
    getJson<ReportReply>(apiPath`/api/runs/${run}/report`, { signal }),
  );
  const place = useRef<HTMLDivElement>(null);
  const sections = useSignal<readonly ReportSection[]>([]);
  const enlarged = useSignal<Enlarged | null>(null);
  const isOpen = useSignal(false);
  useEffect(() => {
    const { current: box } = place;
    if (box === null || value === null) return;
    box.replaceChildren(safeFragment(value.html, (path) => fileAddress(run, path)));
    answer.value = safeFragment(value.answer).textContent ?? '';
    sections.value = [...box.querySelectorAll('section[id] > h2')].map((head) => ({
      id: head.parentElement?.id ?? '',
      title: [...head.childNodes]
        .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
        .map((node) => node.textContent)
        .join(''),
    }));
    const slots = [...box.querySelectorAll('figure[id]')].flatMap((figure) => {
      const table = value.figures.find(({ id }) => id === figure.id);
      const slot = withButtons(figure, table?.csv ?? '', (chart, title) => {
        enlarged.value = { chart, title };
        isOpen.value = true;
      });
      return slot === null ? [] : [slot];
    });
    for (const item of box.querySelectorAll('.key li[data-series]')) withToggle(item);
    loadHover();
    document.dispatchEvent(new Event('qcic-figures'));
    return () => {
      for (const slot of slots) render(null, slot);
    };
  }, [value]);
  if (error !== null) {
    return (
      <Notice kind="warn" title="There is no report">
        <p>{error.message}</p>
      </Notice>
    );
  }
  return (
    <>
      {value === null ? (
        <Busy
          label="Report"
          note="The report is drawn when it is first opened, and kept. A large one takes some time."
        />
      ) : null}
      {sections.value.length > 1 ? (
        <nav class="report-contents" aria-label="Sections of the report">
          {sections.value.map(({ id, title }) => (
            <a key={id} href={`#${id}`}>
              {title}
            </a>
          ))}
        </nav>
      ) : null}
      <div ref={place} class="report-page" />
      <Dialog title={enlarged.value?.title ?? ''} isOpen={isOpen} isWide>
        {enlarged.value === null ? null : <ZoomDrawing chart={enlarged.value.chart} label={enlarged.value.title} />}
      </Dialog>
    </>
  );
}

/** Puts the buttons of a figure beside its title. @returns where they are drawn; null for a figure without a drawing */
function withButtons(
  figure: Element,
  csv: string,
  onEnlarge: (chart: SVGSVGElement, title: string) => void,
): Element | null {
  const head = figure.querySelector('h3');
  const chart = wideChart(figure);
  if (head === null || chart === null) return null;
  const title = head.textContent ?? '';
  const line = document.createElement('div');
  line.className = 'figure-head';
  head.before(line);
  const slot = document.createElement('div');
  slot.className = 'figure-actions';
  line.append(head, slot);
  render(
    <FigureButtons
      id={figure.id}
      title={title}
      files={{ svg: () => figureSvg(figure, chart), csv: () => csv }}
      onEnlarge={() => onEnlarge(shownChart(figure) ?? chart, title)}
    />,
    slot,
  );
  return slot;
}

/** Makes an entry of a key a button that hides and shows what it names. */
function withToggle(item: Element): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'key-button';
  button.setAttribute('aria-pressed', 'true');
  button.append(...item.childNodes);
  item.append(button);
  button.addEventListener('click', () => {
    const isOff = button.getAttribute('aria-pressed') === 'true';
    button.setAttribute('aria-pressed', isOff ? 'false' : 'true');
    const series = CSS.escape(item.getAttribute('data-series') ?? '');
    for (const each of item.closest('figure')?.querySelectorAll(`svg.chart [data-series="${series}"]`) ?? []) {
      each.classList.toggle('series-off', isOff);
    }
  });
}

/** Loads what shows values at the pointer, once. */
function loadHover(): void {
  if (document.querySelector('script[src="/assets/report-hover.js"]') !== null) return;
  const script = document.createElement('script');
  script.src = '/assets/report-hover.js';
  document.head.append(script);
}
